//! Every phrase there is: its key in the files and the values it is filled with.

macro_rules! phrases {
    ($($table:ident $what:literal { $($name:ident $key:ident ($($must:ident),* $(; $($may:ident),+)?)),+ $(,)? })+) => {
        /// A phrase of the papers.
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
        pub enum Phrase {
            $($(
                #[doc = concat!("`", stringify!($table), ".", stringify!($key), "`")]
                $name,
            )+)+
        }

        impl Phrase {
            /// All phrases, in the order of the tables.
            pub const ALL: &'static [Self] = &[$($(Self::$name),+),+];

            /// The tables of a file of words, each with what it holds.
            pub const TABLES: &'static [(&'static str, &'static str)] = &[$((stringify!($table), $what)),+];

            /// The key: table and name in the file, `acceptance.accepted`.
            pub fn key(self) -> &'static str {
                match self {
                    $($(Self::$name => concat!(stringify!($table), ".", stringify!($key)),)+)+
                }
            }

            /// Table and name in it.
            pub fn place(self) -> (&'static str, &'static str) {
                match self {
                    $($(Self::$name => (stringify!($table), stringify!($key)),)+)+
                }
            }

            /// The placeholders its words must have: without them the paper would not say what it has to.
            pub fn required(self) -> &'static [&'static str] {
                match self {
                    $($(Self::$name => &[$(stringify!($must)),*],)+)+
                }
            }

            /// The placeholders its words may have besides.
            pub fn optional(self) -> &'static [&'static str] {
                match self {
                    $($(Self::$name => &[$($(stringify!($may)),+)?],)+)+
                }
            }

            /// All placeholders its words may have.
            pub fn placeholders(self) -> impl Iterator<Item = &'static str> {
                self.required().iter().chain(self.optional()).copied()
            }

            /// The phrase in a place of a file.
            pub fn at(table: &str, name: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|phrase| phrase.place() == (table, name))
            }
        }
    };
}

// In brackets the placeholders: those its words must have; behind a semicolon those they may have.
phrases! {
    title "文书的标题；补正材料通知书的标题在大厅资料里" {
        TitleAcceptance acceptance (),
        TitleRefusal refusal (),
        TitleReceipt receipt (),
        TitlePayment payment (),
        TitleHandover handover (),
        TitleGuidance guidance (),
        TitleFilingReceipt filing_receipt (),
        TitleDeferralPledge deferral_pledge (),
        TitleDeferralNotice deferral_notice (),
        TitleCommitment commitment (),
        TitleStatement statement (),
        TitleDelivery delivery (),
        TitleExtension extension (),
        TitleSpecialProcedure special_procedure (),
        TitleReferral referral (),
        TitleTicket ticket (),
        TitleRelayed relayed (title),
        TitleAgain again (title, round),
    }
    paper "各种文书共用的话" {
        Demonstration demonstration (),
        Draft draft (),
        DraftMark draft_mark (),
        SealHere seal_here (),
        Verify verify (),
        Sealed sealed (issuer),
        TwoCopies two_copies (),
        OneCopy one_copy (),
        Replaces replaces (number),
        Heading heading (ordinal, text),
        Opening opening (item, received),
        OpeningCorrected opening_corrected (item, received, corrected),
        Provisional provisional (day, year),
        HeadingContact heading_contact (),
        PlaceOfHall place (hall, address),
        WindowKnown window (number; name, place),
        WindowUnknown window_unknown (number),
        ActingFor acting_for (officer, resident),
    }
    label "栏目的名称，后面由程序写冒号" {
        LabelNumber number (),
        LabelCase case (),
        LabelAgent agent (),
        LabelReceived received (),
        LabelCorrected corrected (),
        LabelDepartment department (),
        LabelPlace place (),
        LabelHours hours (),
        LabelWindow window (),
        LabelWrittenAt written_at (),
        LabelHandler handler (),
        LabelPhone phone (),
        LabelSupervision supervision (),
        LabelPromised promised (),
        LabelStatutory statutory (),
        LabelResult result (),
        LabelShare share (),
        LabelObtain obtain (),
        LabelBasis basis (),
        LabelApproved approved (),
        LabelRemedy remedy (),
        LabelPoints points (),
        LabelReceiver receiver (),
        LabelAddressee addressee (),
        LabelWay way (),
        LabelDay day (),
        LabelProxy proxy (),
        LabelTo to (),
        LabelAddress address (),
        LabelTelephone telephone (),
        LabelWhy why (),
        LabelItem item (),
        LabelTaken taken (),
        LabelAhead ahead (),
        LabelSlot slot (),
        LabelGreen green (),
        LabelPayee payee (),
        LabelPayment payment (),
        LabelFeeStandard fee_standard (),
        LabelFeeBasis fee_basis (),
    }
    column "表格的栏名" {
        ColumnRow row (),
        ColumnMaterial material (),
        ColumnOriginals originals (),
        ColumnCopies copies (),
        ColumnRemark remark (),
        ColumnUrgent urgent (),
        ColumnMatter matter (),
        ColumnWho who (),
        ColumnNext next (),
        ColumnFeeItem fee_item (),
        ColumnQuantity quantity (),
        ColumnRate rate (),
        ColumnAmount amount (),
        ColumnSheets sheets (),
        ColumnObtain obtain (),
        ColumnPoints points (),
        ColumnUntil until (),
        ColumnDocument document (),
        ColumnNumber number (),
        Yes yes (),
    }
    sign "签名的地方" {
        SignApplicant applicant (),
        SignHandler handler (),
        SignFrom from (),
        SignTo to (),
        SignPledger pledger (),
        SignReceiver receiver (),
        SignTold told (),
        SignTeller teller (),
        SignPhone phone (),
        SignBlank blank (),
        SignDay day (),
    }
    limit "期限" {
        LimitOnTheSpot on_the_spot (),
        LimitWorkingDays working_days (n),
        LimitNaturalDays natural_days (n),
        LimitMonths months (n),
    }
    count "份数和件数" {
        CountNone none (),
        CountOriginals originals (n),
        CountCopies copies (n),
        CountSheets sheets (n),
        CountPeople people (n),
        CountMaterials materials (count; originals, copies),
        CountCompared compared (n),
    }
    handed "收到的材料的备注" {
        HandedCompared compared (),
        HandedCorrected corrected (),
        HandedShared shared (),
        HandedTaken taken (case),
        HandedDeferred deferred (until),
        HandedCommitted committed (),
        HandedWaived waived (basis),
    }
    acceptance "受理通知书" {
        Accepted accepted (opening, except, basis),
        AcceptedExceptBoth except_both (),
        AcceptedExceptDeferred except_deferred (),
        AcceptedExceptCommitted except_committed (),
        AcceptedByLicence by_licence (),
        AcceptedByMarketEntity by_market_entity (),
        AcceptedByRealEstate by_real_estate (),
        AcceptedMaterials heading_materials (),
        AcceptedTime heading_time (),
        AcceptedDecidedAtOnce decided_at_once (department),
        AcceptedDecidedBy decided_by (department, due),
        AcceptedCountedFrom counted_from (),
        AcceptedNotCounted not_counted (procedures),
        AcceptedResult heading_result (),
        AcceptedCollect collect (; hall),
    }
    correction "补正材料通知书" {
        ToCorrect notice (opening, wanting, told),
        WantingMissing missing (),
        WantingDefective defective (),
        WantingBoth both (),
        ToldLicence told_licence (),
        ToldRealEstate told_real_estate (),
        ToldMarketEntity told_market_entity (),
        ToldPlain told_plain (),
        ToldAgain again (round),
        CorrectWhat heading_what (materials, problems),
        CorrectWithout without (),
        CorrectApproved approved (lead),
        CorrectHow heading_how (),
        CorrectUntil until (due; days),
        CorrectNote heading_note (),
        CorrectAllListed all_listed (),
        CompleteLicence complete_licence (),
        CompleteRealEstate complete_real_estate (),
        CompleteMarketEntity complete_market_entity (),
        CompletePlain complete_plain (),
        CorrectLate late (),
        CorrectAnyTime any_time (),
        NotToldLicence not_told_licence (),
        NotToldRealEstate not_told_real_estate (),
    }
    refusal "不予受理通知书" {
        Refused refused (opening, why),
        RefusedNotNeeded not_needed (),
        RefusedNotThisBody not_this_body (),
        RefusedNotAdmissible not_admissible (),
        RefusedNotNeededLicence not_needed_licence (),
        RefusedNotThisBodyLicence not_this_body_licence (),
        RefusedGround heading_ground (),
        RefusedReason reason (reason),
        RefusedBasis basis (basis),
        RefusedConfirmed confirmed (by),
        RefusedRecorded recorded (by, record),
        RefusedInstead heading_instead (),
        RefusedRights heading_rights (),
        Rights rights (review_body, court),
    }
    receipt "材料接收告知单" {
        ReceiptReceived received (item, received),
        ReceiptReceivedCorrected received_corrected (item, received, corrected),
        ReceiptNotAcceptance not_acceptance (),
        ReceiptNext next (department),
        ReceiptNextLicence next_licence (department),
    }
    relay "转告部门的补正通知" {
        Relayed relayed (department, item, number),
        RelayedText heading_text (),
        RelayedNamed heading_named (),
        RelayedUntil until (due),
        RelayedOnly only (department),
    }
    guidance "办事一次性告知书" {
        Guidance opening (item, edition),
        GuidanceSituation situation (),
        GuidanceChosen chosen (question, answer),
        GuidanceOpen open (questions),
        GuidanceElsewhere elsewhere (),
        GuidanceInstead instead (reason, instead),
        GuidanceBasis basis (),
        GuidanceConditions conditions (),
        GuidanceMaterials materials (count),
        GuidanceOnlyThese only_these (),
        GuidanceOnlyTheseOpen only_these_open (),
        GuidanceDeferrable deferrable (),
        GuidanceCommittable committable (),
        GuidanceShareable shareable (),
        GuidanceDepends depends (questions),
        GuidanceSteps steps (),
        GuidanceTime time (),
        GuidancePromised promised (limit),
        GuidanceStatutory statutory (limit),
        GuidanceNotCounted not_counted (procedures),
        GuidanceToldOnce told_once (),
        GuidanceToldOnceLicence told_once_licence (),
        GuidanceFee fee (),
        GuidanceFree free (),
        GuidanceFeeBy fee_by (title, basis),
        GuidanceFeeTotal fee_total (total),
        GuidanceResult result (),
        GuidanceResultIs result_is (result; ways),
        GuidanceWhere where_to_go (),
        GuidanceNoReceipt no_receipt (),
        FormBoth form_both (),
        FormElectronic form_electronic (),
        SourceApplicant source_applicant (),
        SourceGovernment source_government (),
        SourceOther source_other (),
        WayWindow way_window (),
        WayPost way_post (),
        WayCabinet way_cabinet (),
        WayElectronic way_electronic (),
    }
    filing "收件回执" {
        FiledOnly only (),
        FiledQuery query (),
    }
    deferral "容缺受理承诺书、通知书" {
        PledgeOpening pledge (item),
        PledgeBring bring (),
        PledgeLate late (),
        PledgeKnown known (),
        DeferralOpening notice (item),
        DeferralAfter after (),
    }
    commitment "告知承诺书" {
        CommitmentTold heading_told (),
        CommitmentOpening opening (item),
        CommitmentCheck check (),
        CommitmentTruth truth (),
        CommitmentPromise heading_promise (),
        CommitmentKnown known (),
        CommitmentTrue true_data (),
        CommitmentMet met (),
        CommitmentLiable liable (),
    }
    statement "情况说明" {
        StatementOpening opening (item),
        StatementConditions heading_conditions (edition),
        StatementBasis basis (basis),
        StatementRights rights (),
    }
    delivery "领取（送达）回证" {
        DeliveryOpening opening (item),
        DeliveryWay way (),
        DeliveryProxy proxy (),
        DeliveryCheck check (),
    }
    extension "延期通知书" {
        ExtensionOpening opening (accepted, item, reason),
        ExtensionLicence licence (approver, limit),
        ExtensionOther other (basis, approver, limit),
        ExtensionDates dates (original, due),
        ExtensionRecorded recorded (by),
        ExtensionSorry sorry (),
    }
    special_procedure "特别程序告知书" {
        ProcedureOpening opening (accepted, item, procedure),
        ProcedureTime time (from, to, days),
        ProcedureDates dates (original, due),
    }
    referral "引导单" {
        ReferralOpening opening (matter),
        ReferralTicket ticket (ticket),
        ReferralDuty duty (officer),
    }
    ticket "排队号票" {
        TicketWait wait (),
        TicketMissed missed (),
    }
    payment "缴款通知书" {
        PaymentDue due (item),
        PaymentTotal total (words, total),
        PaymentExempted exempted (why),
        PaymentNoCash no_cash (),
        PaymentOnlyListed only_listed (),
    }
    handover "岗位交接单" {
        HandedOver handed_over (from, to; day, number),
        HandoverNothingOpen nothing_open (),
        HandoverTakenOver taken_over (count; urgent),
        HandoverOccasion occasion (occasion),
        HandoverLeave leave (until, approver, reference),
        HandoverRemarks heading_remarks (),
        HandoverRemark remark (line, remark),
        HandoverNote heading_note (),
        HandoverCopies copies (),
    }
}
