//! Consequences first (S239): an act with legal effect shows what it will do, and wants a deliberate key after that.

use yichuang::desk::app::{Overlay, awaits_arming};

use crate::main_job::{examining, with_two_defects};
use crate::script::Script;

/// A desk just before an act, the keys that open its dialog, what the dialog says, and the command behind it.
struct Act {
    command: &'static str,
    script: Script,
    says: &'static [&'static str],
}

fn act(command: &'static str, mut script: Script, keys: &[&str], says: &'static [&'static str]) -> Act {
    script.hush();
    script.keys(keys);
    script.hush();
    Act { command, script, says }
}

fn typed(mut script: Script, keys: &[&str], text: &str) -> Script {
    script.keys(keys);
    script.hush();
    script.type_text(text);
    script
}

fn conforming() -> Script {
    let mut script = Script::with_tickets(&["A003"]);
    script.keys(&["F2", "Enter", "Enter", "1", "1", "1", "1", "1", "1"]);
    script
}

fn accepted() -> Script {
    let mut script = conforming();
    script.key("F8");
    script.confirm();
    script
}

fn decided() -> Script {
    let mut script = accepted();
    script.key("Ctrl-G");
    script.confirm();
    script
}

fn charged() -> Script {
    let mut script = decided();
    script.keys(&["F5", "Right", "Enter"]);
    script.confirm();
    script
}

/// A paper that its officer may declare void without a lead.
fn guided() -> Script {
    let mut script = Script::on_duty();
    script.keys(&["F3", "F4"]);
    script.confirm();
    script.keys(&["F4", "Ctrl-Y"]);
    script
}

fn acts() -> Vec<Act> {
    let mut lead = Script::on_duty();
    lead.terminal("07");
    lead.log_in("周岚");
    vec![
        act("issue_correction", with_two_defects(), &["F4"], &["青政补", "一次"]),
        act("accept", conforming(), &["F8"], &["受理"]),
        act("decide", accepted(), &["Ctrl-G"], &["办结"]),
        act("issue_payment", decided(), &["F5", "Right", "Enter"], &["编号", "应缴", "代收机构"]),
        act(
            "record_receipt",
            typed(charged(), &["F5", "Ctrl-R"], "00012345"),
            &["Enter"],
            &["00012345", "已缴清"],
        ),
        act("withdraw", typed(examining(), &["Ctrl-U"], "改日再办"), &["Enter"], &["撤回"]),
        act("void_paper", typed(guided(), &["Delete"], "内容有误"), &["Enter"], &["作废", "青政告"]),
        act("issue_guidance", Script::on_duty(), &["F3", "F4"], &["告知"]),
        act("close_post", Script::on_duty(), &["Ctrl-E"], &["窗口"]),
        act("offer_handover", typed(examining(), &["F6", "Enter", "1"], "公章在抽屉"), &["Enter"], &["交接"]),
        act("take_over", typed(lead, &["F6", "Ctrl-T"], "王敏突发不适"), &["Enter"], &["接管"]),
    ]
}

fn name(command: &yichuang::domain::command::Command) -> String {
    serde_json::to_value(command).unwrap()["do"].as_str().unwrap().to_owned()
}

#[test]
fn every_legal_act_tells_first_and_waits_for_a_deliberate_key() {
    for Act { command, mut script, says } in acts() {
        let open = matches!(script.model().overlay, Some(Overlay::Confirm(_) | Overlay::Notices(_)));
        assert!(open, "{command}: no dialog\n{}", script.text((120, 36)));
        assert!(!awaits_arming(script.model()), "{command}: the dialog was drawn");
        let text = script.text((120, 36));
        for say in says {
            assert!(text.contains(say), "{command} does not say {say}:\n{text}");
        }
        let before = script.sent.len();
        // At once, by a habit, by a line end: nothing.
        script.key("F10");
        script.wait_ms(5_000);
        script.keys(&["Enter", "Enter"]);
        script.paste("\r\n");
        script.hush();
        assert!(!script.sent[before..].iter().any(|sent| name(sent) == command), "{command} by itself");
        script.key("F10");
        script.hush();
        assert!(script.sent[before..].iter().any(|sent| name(sent) == command), "{command} not by F10");
    }
}
