//! The forms as they open: which fields each has, and what is known already.

use jiff::civil::Date;

use super::{Field, Form, Kind, Purpose};
use crate::desk::app::model::Place;
use crate::desk::wording as words;
use crate::domain::case::Case;
use crate::domain::command::Command;
use crate::domain::fee::FeeInput;
use crate::domain::ids::{CaseId, TicketNo};
use crate::domain::person::{Agent, Applicant};
use crate::text::Clean;

impl Form {
    /// The login form, filled with what the settings say.
    pub fn login(place: &Place) -> Self {
        Self::new(
            Purpose::LogIn,
            words::LOGIN_TITLE,
            vec![
                Field::new(words::WINDOW_FIELD, Kind::Text, place.window.as_str()),
                Field::new(words::OFFICER_FIELD, Kind::Text, place.officer.as_deref().unwrap_or_default()),
                Field::new(words::PASSWORD_FIELD, Kind::Secret, ""),
            ],
        )
    }

    /// The password of whoever is logged in.
    pub fn unlock() -> Self {
        Self::new(
            Purpose::Unlock,
            words::LOCKED_TITLE,
            vec![Field::new(words::PASSWORD_FIELD, Kind::Secret, "")],
        )
    }

    /// A natural person's particulars.
    pub fn natural(case: CaseId, known: Option<&Applicant>) -> Self {
        let (name, number, phone) = particulars(known.filter(|applicant| applicant.is_natural()));
        Self::new(
            Purpose::NaturalApplicant(case),
            words::NATURAL_TITLE,
            vec![
                Field::new(words::NAME_FIELD, Kind::Text, &name),
                Field::new(words::ID_FIELD, Kind::IdNumber, &number),
                Field::new(words::PHONE_FIELD, Kind::Phone, &phone),
            ],
        )
    }

    /// A legal person's particulars.
    pub fn legal(case: CaseId, known: Option<&Applicant>) -> Self {
        let (name, number, phone) = particulars(known.filter(|applicant| !applicant.is_natural()));
        let contact = known.and_then(Applicant::contact).map_or("", |contact| contact.original());
        Self::new(
            Purpose::LegalApplicant(case),
            words::LEGAL_TITLE,
            vec![
                Field::new(words::COMPANY_FIELD, Kind::Text, &name),
                Field::new(words::CREDIT_FIELD, Kind::CreditCode, &number),
                Field::new(words::CONTACT_FIELD, Kind::Text, contact),
                Field::new(words::PHONE_FIELD, Kind::Phone, &phone),
            ],
        )
    }

    /// The agent's particulars.
    pub fn agent(case: CaseId, known: Option<&Agent>) -> Self {
        let value =
            |get: fn(&Agent) -> &Clean| known.map(|a| get(a).original().to_owned()).unwrap_or_default();
        Self::new(
            Purpose::Agent(case),
            words::AGENT_TITLE,
            vec![
                Field::new(words::NAME_FIELD, Kind::Text, &value(|a| &a.name)),
                Field::new(words::ID_FIELD, Kind::IdNumber, &value(|a| &a.id_number)),
                Field::new(words::PHONE_FIELD, Kind::Phone, &value(|a| &a.phone)),
            ],
        )
    }

    /// The form in which a command was entered, filled with what was entered; none for commands without one.
    pub(in crate::desk::app) fn of_command(command: &Command) -> Option<Self> {
        match command {
            Command::RecordApplicant { case, applicant } if applicant.is_natural() => {
                Some(Self::natural(case.clone(), Some(applicant)))
            }
            Command::RecordApplicant { case, applicant } => Some(Self::legal(case.clone(), Some(applicant))),
            Command::RecordAgent { case, agent } => Some(Self::agent(case.clone(), agent.as_ref())),
            _ => None,
        }
    }

    /// A form of one line of text.
    pub fn one(purpose: Purpose, title: impl Into<String>, label: &str) -> Self {
        Self::new(purpose, title, vec![Field::new(label, Kind::Text, "")])
    }

    /// A material beyond the guide, with its basis.
    pub fn demand(case: CaseId) -> Self {
        let field = |label| Field::new(label, Kind::Text, "");
        let labels = [
            words::DEMAND_NAME_FIELD,
            words::DEMAND_DOCUMENT_FIELD,
            words::DEMAND_CLAUSE_FIELD,
            words::DEMAND_OBTAIN_FIELD,
            words::WHY_FIELD,
        ];
        Self::new(Purpose::Demand(case), words::DEMAND_FORM_TITLE, labels.map(field).into())
    }

    /// The days of a special procedure.
    pub fn procedure(case: CaseId, procedure: &str, today: Date) -> Self {
        let fields =
            [words::FROM_FIELD, words::TO_FIELD].map(|label| Field::new(label, Kind::Date(today), ""));
        let title = words::procedure_row(procedure);
        Self::new(Purpose::Procedure(case, procedure.to_owned()), title, fields.into())
    }

    /// The notice of a department: its number, its limit, the lines it names, its words.
    pub fn relay(case: CaseId, lines: usize, today: Date) -> Self {
        let fields = vec![
            Field::new(words::RELAY_NUMBER_FIELD, Kind::Text, ""),
            Field::new(words::RELAY_DUE_FIELD, Kind::Date(today), ""),
            Field::new(words::RELAY_LINES_FIELD, Kind::Lines(lines), ""),
            Field::new(words::RELAY_TEXT_FIELD, Kind::Text, ""),
        ];
        Self::new(Purpose::Relay(case), words::RELAY_TITLE, fields)
    }

    /// Who takes the result: the agent, or whom the organisation named.
    pub fn deliver(case: &Case) -> Self {
        let agent = case.agent.as_ref().map(|agent| &agent.name);
        let expected = agent.or_else(|| case.applicant.as_ref()?.contact()).map_or("", Clean::original);
        let fields = vec![
            Field::new(words::RECEIVER_FIELD, Kind::Text, expected),
            Field::new(words::RESULT_NUMBER_FIELD, Kind::Text, ""),
        ];
        // The expected name is to be looked at, not passed over.
        Self { at: 0, ..Self::new(Purpose::Deliver(case.id.clone()), words::DELIVER_TITLE, fields) }
    }

    /// Where somebody is sent.
    pub fn referral(ticket: Option<TicketNo>) -> Self {
        let labels = [
            words::REFER_MATTER_FIELD,
            words::REFER_TO_FIELD,
            words::REFER_ADDRESS_FIELD,
            words::PHONE_FIELD,
            words::REFER_WHY_FIELD,
        ];
        let fields = labels.map(|label| Field::new(label, Kind::Text, ""));
        Self::new(Purpose::Referral(ticket), words::REFER_TITLE, fields.into())
    }

    /// The inputs of a fee standard that the item does not settle.
    pub fn fee(case: CaseId, inputs: &[(&FeeInput, String)]) -> Self {
        let fields = inputs.iter().map(|(input, value)| Field::fee(input, value)).collect();
        let mut form = Self::new(Purpose::Fee(case), words::FEE_TITLE, fields);
        let open = |field: &Field| field.value().is_empty() && !field.may_stay_empty();
        form.at = form.fields.iter().position(open).unwrap_or(0);
        form
    }
}

fn particulars(known: Option<&Applicant>) -> (String, String, String) {
    let text =
        |get: fn(&Applicant) -> &Clean| known.map(|a| get(a).original().to_owned()).unwrap_or_default();
    (text(Applicant::name), text(Applicant::number), text(Applicant::phone))
}
