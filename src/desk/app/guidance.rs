//! Guidance before an application (N-03): the situation is asked question by question above the draft, and the draft
//! follows. Needs no case and no power for the item: whoever is asked first tells all (S108).

use tui_input::Input as Line;

use super::message::{Edit, Effect};
use super::model::{Model, Tone};
use super::overlay::{Drafted, NoticesView, Overlay};
use super::{case, notices, order};
use crate::desk::keymap::Action;
use crate::desk::wording as words;
use crate::domain::checklist;
use crate::domain::command::Command;
use crate::domain::condition::Answers;
use crate::domain::decide;
use crate::domain::ids::{ChoiceCode, ItemCode};
use crate::domain::item::{Question, ServiceItem};
use crate::domain::paper::Paper;
use crate::domain::person::Applicant;
use crate::text::Clean;

/// The guide of an item for what was told of the situation so far.
#[derive(Clone, Debug)]
pub struct GuidanceDraft {
    /// Item.
    pub item: ItemCode,
    /// Answers so far; a question may stay open.
    pub answers: Answers,
    /// The number being typed, where the question asks for one.
    pub number: Line,
}

/// Opens the pane on the guide of an item.
pub(super) fn open(model: &mut Model, item: ItemCode) -> Vec<Effect> {
    let guidance = GuidanceDraft { item, answers: Answers::default(), number: Line::default() };
    let draft = Some(Drafted::Guidance(Box::new(guidance)));
    notices::show(model, NoticesView { draft, reading: true, ..NoticesView::default() })
}

fn item<'a>(model: &'a Model, draft: &GuidanceDraft) -> Option<&'a ServiceItem> {
    model.rules.as_ref()?.item_on(&draft.item, model.today())
}

/// The question to be answered next; none when all are, or when the answers lead away from the item.
pub fn question<'a>(model: &'a Model, draft: &GuidanceDraft) -> Option<&'a Question> {
    let item = item(model, draft)?;
    if checklist::diversion(item, &draft.answers).is_some() {
        return None;
    }
    checklist::open_question(item, &draft.answers)
}

/// Whether a number is being typed.
pub(super) fn asks_number(model: &Model, draft: &GuidanceDraft) -> bool {
    question(model, draft).is_some_and(|question| question.number.is_some())
}

/// Who asks: whoever is being served.
fn who(model: &Model) -> Option<Clean> {
    let serving = model.state().serving(&model.window)?;
    serving.applicant.as_ref().map(Applicant::name).cloned()
}

pub(super) fn command(model: &Model, draft: &GuidanceDraft) -> Command {
    Command::IssueGuidance { item: draft.item.clone(), answers: draft.answers.clone(), who: who(model) }
}

pub(super) fn paper(model: &Model, draft: &GuidanceDraft) -> Option<Paper> {
    let by = order::draft_by(model)?;
    decide::draft_guidance(item(model, draft)?, &draft.answers, who(model), &model.window, &by).ok()
}

/// An answer to the question above the draft; none for any other action.
pub(super) fn act(model: &mut Model, view: &mut NoticesView, action: Action) -> Option<Vec<Effect>> {
    let Some(Drafted::Guidance(draft)) = &mut view.draft else { return None };
    let asked = question(model, draft).cloned();
    let typed = draft.number.value().to_owned();
    match (asked, action.choice()) {
        (Some(question), Some(digit)) if question.number.is_none() => {
            let choice = digit.checked_sub(1).and_then(|at| question.choices.get(at));
            match choice.map(|choice| choice.code.clone()) {
                Some(choice) => answer(draft, &question, choice),
                None => model.say(Tone::Plain, words::NO_SUCH_CHOICE),
            }
        }
        (Some(question), None) if question.number.is_some() && action == Action::Confirm => {
            match typed.parse::<u32>().map(|number| ChoiceCode::new(number.to_string())) {
                Ok(number) if question.takes(&number) => answer(draft, &question, number),
                Ok(_) => model.say(Tone::Bad, words::NUMBER_OUT),
                Err(_) => model.say(Tone::Plain, words::DIGITS_ONLY),
            }
        }
        (_, Some(_)) => model.say(Tone::Plain, words::NO_SUCH_CHOICE),
        (_, None) if action == Action::VerdictClear => draft.answers.clear(),
        (_, None) => return None,
    }
    // What is shown is another paper now: it is read before it can be issued.
    (view.top, view.armed) = (0, None);
    Some(Vec::new())
}

fn answer(draft: &mut GuidanceDraft, question: &Question, choice: ChoiceCode) {
    draft.answers.insert(question.code.clone(), choice);
    draft.number.reset();
}

/// Typing the number a question asks for.
pub(super) fn edit(model: &mut Model, edit: &Edit) {
    let Some(Overlay::Notices(view)) = &mut model.overlay else { return };
    let Some(Drafted::Guidance(draft)) = &mut view.draft else { return };
    case::type_digits(&mut draft.number, edit);
}
