//! What is being typed, as a value that can be kept and taken up again: by the journal over a crash, by the service
//! over a takeover (DESIGN 7, I-34).

use serde::{Deserialize, Serialize};
use tui_input::Input as Line;

use super::form::{Field, Form, Kind, Purpose};
use super::guidance::GuidanceDraft;
use super::message::Effect;
use super::model::Model;
use super::overlay::{DefectPick, Drafted, FeeView, NoticesView, Overlay, Picker, What};
use super::{fee, notices, pick};
use crate::domain::condition::Answers;
use crate::domain::ids::{CaseId, ItemCode, QuestionCode};

/// What is being typed, and at which case.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Typing {
    /// The case in hand.
    pub case: Option<CaseId>,
    /// The line under the cursor.
    pub line: usize,
    /// Where one types.
    pub at: TypedAt,
}

/// Where one types.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(tag = "in", content = "is", rename_all = "snake_case")]
pub enum TypedAt {
    /// A form, be it under a dialog or a draft.
    Form(TypedForm),
    /// The inputs of a fee.
    Fee(TypedForm),
    /// The situation somebody tells before an application.
    Guidance {
        /// Item.
        item: ItemCode,
        /// Answers so far.
        answers: Answers,
        /// The number being typed.
        number: TypedLine,
    },
    /// The number a question asks for.
    Number {
        /// The question, where it is asked again.
        asking: Option<QuestionCode>,
        /// The number.
        number: TypedLine,
    },
    /// The search line of a list.
    Search {
        /// Which list.
        what: What,
        /// The line.
        line: TypedLine,
    },
    /// The defects marked.
    Defects(DefectPick),
}

/// A form as it stands.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct TypedForm {
    /// What for.
    pub purpose: Purpose,
    /// Title.
    pub title: String,
    /// Fields.
    pub fields: Vec<TypedField>,
    /// Field in focus.
    pub at: usize,
}

/// A field as it stands.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct TypedField {
    /// Key of the value.
    pub name: String,
    /// Label.
    pub label: String,
    /// What it takes.
    pub kind: Kind,
    /// What was typed.
    pub line: TypedLine,
}

/// A line as it stands, with the caret.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct TypedLine {
    /// Text.
    pub text: String,
    /// Place of the caret, in characters.
    pub caret: usize,
}

impl TypedLine {
    fn of(line: &Line) -> Self {
        Self { text: line.value().to_owned(), caret: line.cursor() }
    }

    fn line(self) -> Line {
        Line::new(self.text).with_cursor(self.caret)
    }
}

impl TypedForm {
    pub(super) fn of(form: &Form) -> Self {
        let field = |field: &Field| TypedField {
            name: field.name.clone(),
            label: field.label.clone(),
            kind: field.kind.clone(),
            line: match field.kind {
                // A password is never kept.
                Kind::Secret => TypedLine { text: String::new(), caret: 0 },
                _ => TypedLine::of(&field.line),
            },
        };
        Self {
            purpose: form.purpose.clone(),
            title: form.title.clone(),
            fields: form.fields.iter().map(field).collect(),
            at: form.at,
        }
    }

    pub(super) fn form(self) -> Form {
        let fields = self.fields.into_iter().map(|typed| {
            let mut field = Field {
                name: typed.name,
                label: typed.label,
                kind: typed.kind,
                line: typed.line.line(),
                problem: None,
            };
            field.check();
            field
        });
        let fields = fields.collect();
        Form { purpose: self.purpose, title: self.title, fields, at: self.at, refusal: None, sent: false }
    }

    /// Labels and what stands in the fields, for whoever reads them.
    pub fn told(&self) -> Vec<(String, String)> {
        self.fields.iter().map(|field| (field.label.clone(), field.line.text.clone())).collect()
    }
}

impl Typing {
    /// The form in it, where it is one that another officer can take up.
    pub fn form(&self) -> Option<&TypedForm> {
        match &self.at {
            TypedAt::Form(form) | TypedAt::Fee(form) => Some(form),
            _ => None,
        }
    }
}

/// What is being typed on the desk; none when nothing is.
pub(super) fn capture(model: &Model) -> Option<Typing> {
    let at = match &model.overlay {
        None if model.asks_number() && !model.number.value().is_empty() => {
            TypedAt::Number { asking: model.asking.clone(), number: TypedLine::of(&model.number) }
        }
        None => return None,
        Some(overlay) => of_overlay(overlay)?,
    };
    Some(Typing { case: model.case.clone(), line: model.line, at })
}

fn of_overlay(overlay: &Overlay) -> Option<TypedAt> {
    let form = |form: &Form| TypedAt::Form(TypedForm::of(form));
    match overlay {
        Overlay::Form(typed) => Some(form(typed)),
        Overlay::Confirm(confirm) => confirm.form.as_deref().map(form),
        Overlay::Fee(view) => Some(TypedAt::Fee(TypedForm::of(&view.form))),
        Overlay::Notices(view) => match (&view.form, &view.draft) {
            (Some(typed), _) => Some(form(typed)),
            (None, Some(Drafted::Guidance(draft))) => Some(guidance(draft)),
            _ => None,
        },
        Overlay::Pick(picker) if !picker.line.value().is_empty() => Some(search(picker)),
        Overlay::Defects(pick) => Some(TypedAt::Defects(pick.clone())),
        Overlay::Help { under, .. } => under.as_deref().and_then(of_overlay),
        _ => None,
    }
}

fn guidance(draft: &GuidanceDraft) -> TypedAt {
    let (item, answers) = (draft.item.clone(), draft.answers.clone());
    TypedAt::Guidance { item, answers, number: TypedLine::of(&draft.number) }
}

fn search(picker: &Picker) -> TypedAt {
    TypedAt::Search { what: picker.what.clone(), line: TypedLine::of(&picker.line) }
}

/// The form an overlay holds, to be kept with a refused order.
pub(super) fn form_of(model: &Model, overlay: &Overlay) -> Option<Typing> {
    let at = of_overlay(overlay)?;
    Some(Typing { case: model.case.clone(), line: model.line, at })
}

/// Puts it on the desk again as it stood. What lay over the desk gives way.
pub(super) fn restore(model: &mut Model, typing: Typing) -> Vec<Effect> {
    if let Some(case) = typing.case
        && model.state().case(&case).is_some()
    {
        model.case = Some(case);
        model.go_to(typing.line);
    }
    match typing.at {
        TypedAt::Form(form) => model.overlay = Some(Overlay::Form(Box::new(form.form()))),
        TypedAt::Fee(form) => restore_fee(model, form.form()),
        TypedAt::Guidance { item, answers, number } => {
            let draft = GuidanceDraft { item, answers, number: number.line() };
            let draft = Some(Drafted::Guidance(Box::new(draft)));
            return notices::show(model, NoticesView { draft, reading: true, ..NoticesView::default() });
        }
        TypedAt::Number { asking, number } => (model.asking, model.number) = (asking, number.line()),
        TypedAt::Search { what, line } => {
            let mut effects = pick::open(model, what);
            if let Some(Overlay::Pick(picker)) = &mut model.overlay {
                picker.line = line.line();
            }
            effects.extend(pick::again(model));
            return effects;
        }
        TypedAt::Defects(pick) => model.overlay = Some(Overlay::Defects(pick)),
    }
    Vec::new()
}

fn restore_fee(model: &mut Model, form: Form) {
    let Purpose::Fee(case) = form.purpose.clone() else { return };
    if model.case.as_ref() != Some(&case) {
        // The case is not at this window any more; what was typed is shown all the same.
        model.overlay = Some(Overlay::Form(Box::new(form)));
        return;
    }
    model.overlay = Some(Overlay::Fee(Box::new(FeeView { case, form, quote: Err(String::new()), top: 0 })));
    fee::requote(model);
}
