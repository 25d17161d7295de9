//! Looks by role. Colours stand in `themes/*.toml` and nowhere else; views name a [`Role`] or a [`Mark`].

mod choice;
mod load;
mod role;

use ratatui::style::{Modifier, Style};
use ratatui::symbols::border;

pub use choice::chosen;
pub use load::{Loaded, Preset, load};
pub use role::{Mark, Role};

use crate::text::Clean;

/// Which characters draw the boxes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Borders {
    /// Box-drawing characters.
    #[default]
    Box,
    /// `+`, `-` and `|`, for consoles that draw boxes two cells wide.
    Ascii,
}

const ASCII: border::Set<'static> = border::Set {
    top_left: "+",
    top_right: "+",
    bottom_left: "+",
    bottom_right: "+",
    vertical_left: "|",
    vertical_right: "|",
    horizontal_top: "-",
    horizontal_bottom: "-",
};

/// How everything looks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Theme {
    borders: Borders,
    styles: Vec<(Role, Style)>,
    marks: Vec<(Mark, Clean)>,
}

impl Theme {
    /// The embedded theme of that name, without a user's file.
    pub fn preset(preset: Preset) -> Self {
        load(preset, None).theme
    }

    /// The style of a role; complete, on the ground of [`Role::Text`] where the role sets none.
    pub fn style(&self, role: Role) -> Style {
        self.styles.iter().find(|(named, _)| *named == role).map_or_else(Style::new, |(_, style)| *style)
    }

    /// The mark; safe to draw.
    pub fn mark(&self, mark: Mark) -> &str {
        self.marks.iter().find(|(named, _)| *named == mark).map_or("", |(_, text)| text.shown())
    }

    /// The characters of the boxes.
    pub const fn border_set(&self) -> border::Set<'static> {
        match self.borders {
            Borders::Box => border::PLAIN,
            Borders::Ascii => ASCII,
        }
    }

    /// Which characters draw the boxes.
    pub const fn borders(&self) -> Borders {
        self.borders
    }

    /// The theme without any colour, for `NO_COLOR`: what had a ground of its own is reversed, other roles
    /// keep their modifiers.
    #[must_use]
    pub fn without_color(mut self) -> Self {
        let ground = self.style(Role::Text).bg;
        for (role, style) in &mut self.styles {
            let own_ground = *role != Role::Text && style.bg.is_some() && style.bg != ground;
            let mut modifiers = style.add_modifier;
            if own_ground {
                modifiers.insert(Modifier::REVERSED);
            }
            *style = Style::new().add_modifier(modifiers);
        }
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_colour_the_roles_that_matter_still_differ_from_text() {
        for &preset in Preset::ALL {
            let theme = Theme::preset(preset).without_color();
            for &role in Role::ALL {
                let style = theme.style(role);
                assert_eq!((style.fg, style.bg), (None, None), "{preset:?} {}", role.name());
            }
            for role in [
                Role::Focus,
                Role::Danger,
                Role::Legal,
                Role::Demo,
                Role::Title,
                Role::BarKey,
                Role::BorderFocus,
            ] {
                assert_ne!(theme.style(role), theme.style(Role::Text), "{preset:?} {}", role.name());
            }
        }
    }
}
