//! One line of text to be typed.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use tui_input::Input;
use unicode_segmentation::UnicodeSegmentation as _;

use super::cells::{cells, cut, glyphs};
use crate::desk::theme::{Mark, Role, Theme};
use crate::text::Clean;

/// What of the text is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Echo {
    /// The text.
    #[default]
    Text,
    /// A mark for each character.
    Marks,
    /// Nothing at all: not even the length shows.
    Nothing,
}

/// A label, the text beside it, and below, if there is a second line, the problem or else the hint.
#[derive(Debug, Clone, Copy)]
pub struct Field<'a> {
    theme: &'a Theme,
    label: &'a str,
    input: &'a Input,
    label_width: u16,
    hint: &'a str,
    problem: Option<&'a str>,
    echo: Echo,
    focused: bool,
}

impl<'a> Field<'a> {
    /// A field whose label takes `label_width` cells.
    pub const fn new(theme: &'a Theme, label: &'a str, label_width: u16, input: &'a Input) -> Self {
        Self { theme, label, input, label_width, hint: "", problem: None, echo: Echo::Text, focused: false }
    }

    /// A word of help on the second line.
    #[must_use]
    pub const fn hint(mut self, hint: &'a str) -> Self {
        self.hint = hint;
        self
    }

    /// What is wrong with the text; replaces the hint.
    #[must_use]
    pub const fn problem(mut self, problem: Option<&'a str>) -> Self {
        self.problem = problem;
        self
    }

    /// What of the text is drawn.
    #[must_use]
    pub const fn echo(mut self, echo: Echo) -> Self {
        self.echo = echo;
        self
    }

    /// Whether the field has the caret.
    #[must_use]
    pub const fn focused(mut self, focused: bool) -> Self {
        self.focused = focused;
        self
    }

    /// Draws, and gives the cell of the caret if the field has it: the input method's window hangs there.
    pub fn draw(self, area: Rect, buf: &mut Buffer) -> Option<Position> {
        let area = area.intersection(buf.area);
        if area.is_empty() {
            return None;
        }
        let theme = self.theme;
        let mark = theme.mark(Mark::Cut);
        let label_width = self.label_width.min(area.width.saturating_sub(1));
        let label_role = if self.focused { Role::Title } else { Role::Text };
        let label = cut(self.label, label_width.into(), mark);
        buf.set_stringn(area.x, area.y, label, label_width.into(), theme.style(label_role));

        let x = area.x + label_width;
        let width = area.width - label_width;
        let style = theme.style(if self.focused { Role::Caret } else { Role::Text });
        buf.set_style(Rect { x, width, height: 1, ..area }, style);
        let (shown, caret) = self.visible(usize::from(width));
        buf.set_stringn(x, area.y, shown, width.into(), style);

        if area.height > 1 {
            let (text, role) = self.problem.map_or((self.hint, Role::Dim), |problem| (problem, Role::Danger));
            let text = cut(text, width.into(), mark);
            buf.set_stringn(x, area.y + 1, text, width.into(), theme.style(role));
        }
        let caret = u16::try_from(caret).unwrap_or(u16::MAX).min(width.saturating_sub(1));
        self.focused.then_some(Position { x: x + caret, y: area.y })
    }

    /// The part of the text that fits, and the caret's cell in it. The text moves by whole glyphs so that the
    /// caret always stands inside.
    fn visible(&self, width: usize) -> (String, usize) {
        let value = self.input.value();
        let split = value.char_indices().nth(self.input.cursor()).map_or(value.len(), |(at, _)| at);
        let (before, after) = value.split_at_checked(split).unwrap_or((value, ""));
        let (before, after) = (self.echoed(before), self.echoed(after));
        let mut caret = cells(&before);
        let mut shown = String::new();
        for (glyph, cells) in glyphs(&before) {
            if shown.is_empty() && caret >= width.max(1) {
                caret = caret.saturating_sub(cells);
            } else {
                shown.push_str(glyph);
            }
        }
        shown.push_str(&after);
        (shown, caret)
    }

    fn echoed(&self, text: &str) -> String {
        match self.echo {
            // What is typed or pasted is text from outside as well.
            Echo::Text => Clean::new(text).shown().to_owned(),
            Echo::Marks => self.theme.mark(Mark::Hidden).repeat(text.graphemes(true).count()),
            Echo::Nothing => String::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::desk::theme::Preset;
    use crate::desk::widgets::tests::{row, screen};

    fn draw(
        field: impl Fn(&Theme, &mut Buffer) -> Option<Position>,
        width: u16,
    ) -> (String, Option<Position>) {
        let theme = Theme::preset(Preset::Standard);
        let mut buf = screen(width, 2);
        let caret = field(&theme, &mut buf);
        (row(&buf, 0), caret)
    }

    #[test]
    fn the_caret_stands_behind_what_was_typed() {
        let input = Input::new("王小明".into());
        let (line, caret) = draw(|t, b| Field::new(t, "姓名", 6, &input).focused(true).draw(b.area, b), 20);
        assert_eq!(line.trim_end(), "姓名  王小明");
        assert_eq!(caret, Some(Position { x: 12, y: 0 }));
    }

    #[test]
    fn a_long_text_moves_by_whole_glyphs() {
        let input = Input::new("a王小明买买提江".into());
        for cursor in 0..=8 {
            let input = input.clone().with_cursor(cursor);
            for width in 1..20 {
                let (_, caret) =
                    draw(|t, b| Field::new(t, "名", 3, &input).focused(true).draw(b.area, b), width);
                assert!(caret.unwrap().x < width, "{cursor} {width}");
            }
        }
        let (line, caret) = draw(|t, b| Field::new(t, "", 0, &input).focused(true).draw(b.area, b), 7);
        assert_eq!((line.as_str(), caret), ("买提江 ", Some(Position { x: 6, y: 0 })));
    }

    #[test]
    fn a_password_shows_marks_or_nothing() {
        let input = Input::new("密码1".into());
        let shown =
            |echo| draw(|t, b| Field::new(t, "", 0, &input).echo(echo).focused(true).draw(b.area, b), 6);
        assert_eq!(shown(Echo::Marks), ("***   ".into(), Some(Position { x: 3, y: 0 })));
        assert_eq!(shown(Echo::Nothing), ("      ".into(), Some(Position { x: 0, y: 0 })));
    }

    #[test]
    fn hidden_characters_show_and_the_caret_knows() {
        let input = Input::new("王\u{202e}".into());
        let (line, caret) = draw(|t, b| Field::new(t, "", 0, &input).focused(true).draw(b.area, b), 20);
        assert_eq!(line.trim_end(), "王⟨U+202E⟩");
        assert_eq!(caret, Some(Position { x: 10, y: 0 }));
    }

    #[test]
    fn the_problem_takes_the_place_of_the_hint() {
        let (theme, input) = (Theme::preset(Preset::Standard), Input::default());
        let mut buf = screen(16, 2);
        let field = Field::new(&theme, "证号", 5, &input).hint("十八位");
        field.draw(buf.area, &mut buf);
        assert_eq!(row(&buf, 1).trim(), "十八位");
        let mut buf = screen(16, 2);
        assert_eq!(field.problem(Some("校验位不符，请核对")).draw(buf.area, &mut buf), None);
        assert_eq!(row(&buf, 1).trim(), "校验位不符…");
    }
}
