//! What a piece of the screen means ([`Role`]) and the short marks beside it ([`Mark`]).

macro_rules! named {
    ($(#[$meta:meta])* $type:ident { $($(#[$doc:meta])* $variant:ident = $name:literal,)* }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $type {
            $($(#[$doc])* $variant,)*
        }

        impl $type {
            /// Every one, in the order of this file.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// The name used in theme files.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)* }
            }

            /// The one of that name.
            pub fn named(name: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|one| one.name() == name)
            }
        }
    };
}

named! {
    /// The meaning of a piece of the screen; a theme gives it its looks.
    Role {
        /// Plain text, and the ground of the whole screen.
        Text = "text",
        /// Text of lesser weight.
        Dim = "dim",
        /// Titles of panes and dialogs.
        Title = "title",
        /// Something to be noticed without judgement.
        Accent = "accent",
        /// The selected line.
        Focus = "focus",
        /// In order.
        Good = "good",
        /// Needs attention.
        Warning = "warning",
        /// Wrong, or about to be.
        Danger = "danger",
        /// An act with legal effect.
        Legal = "legal",
        /// The border of a pane.
        Border = "border",
        /// The border of the pane that has the keys.
        BorderFocus = "border-focus",
        /// A key on the bar.
        BarKey = "bar-key",
        /// A word on the bar.
        BarText = "bar-text",
        /// The badge that says this is a demonstration.
        Demo = "demo",
        /// Masked personal data.
        Mask = "mask",
        /// The field that has the caret.
        Caret = "caret",
        /// A code for a camera: light on dark, whatever the theme.
        Code = "code",
    }
}

named! {
    /// A short mark, so that nothing is said by colour alone. Every mark has one width on every terminal.
    Mark {
        /// Verdict: conforms.
        Conforming = "conforming",
        /// Verdict: missing.
        Missing = "missing",
        /// Verdict: defective.
        Defective = "defective",
        /// Verdict: corrected on the spot.
        OnTheSpot = "on-the-spot",
        /// Verdict: deferred.
        Deferred = "deferred",
        /// Verdict: committed.
        Committed = "committed",
        /// Verdict: obtained by sharing.
        Shared = "shared",
        /// Sharing failed: the hall's task.
        SharingFailed = "sharing-failed",
        /// Verdict: waived.
        Waived = "waived",
        /// Not examined yet.
        Unexamined = "unexamined",
        /// Before the selected line.
        Cursor = "cursor",
        /// A choice that is made.
        Ticked = "ticked",
        /// A choice that is not.
        Unticked = "unticked",
        /// There is more above.
        Above = "above",
        /// There is more below.
        Below = "below",
        /// Text was cut here.
        Cut = "cut",
        /// Stands for each character of a hidden text.
        Hidden = "hidden",
    }
}
