import { isolated, visibleText } from './visible-text';

describe('a text from people or from outside', () => {
  it.each([
    ['a bidi override', '\u202e919900', '⟨U+202E⟩919900'],
    ['a bidi isolate', 'a\u2066b\u2069', 'a⟨U+2066⟩b⟨U+2069⟩'],
    ['a zero-width space', 'Ma\u200bya', 'Ma⟨U+200B⟩ya'],
    ['a zero-width joiner between letters', 'Ma\u200dya', 'Ma⟨U+200D⟩ya'],
    ['a byte order mark', '\ufeffMaya', '⟨U+FEFF⟩Maya'],
    ['a C0 control', 'a\u0000b\u001bc', 'a⟨U+0000⟩b⟨U+001B⟩c'],
    ['a C1 control', 'a\u0085b', 'a⟨U+0085⟩b'],
    ['a new line', 'paid\nby card', 'paid⟨U+000A⟩by card'],
    ['a line separator', 'a\u2028b', 'a⟨U+2028⟩b'],
    ['a filler that looks like nothing', 'a\u3164\u2800b', 'a⟨U+3164⟩⟨U+2800⟩b'],
    ['a tag character', 'a\u{e0041}b', 'a⟨U+E0041⟩b'],
    ['half of a pair', 'a\ud800b', 'a⟨U+D800⟩b'],
    ['a note without a head', 'D\u{1d159}', 'D⟨U+1D159⟩'],
    ['blanks of hieroglyphs', '\u{13441}a\u{13442}', '⟨U+13441⟩a⟨U+13442⟩'],
    ['marks that fill or join', 'a\u{16fe4}b\u{1107f}', 'a⟨U+16FE4⟩b⟨U+1107F⟩'],
    ['an object that was left out', 'a\ufffcb', 'a⟨U+FFFC⟩b'],
    ['what is not assigned', 'a\u0378b', 'a⟨U+0378⟩b'],
    ['marks that paint over a letter', 'a\u0338b\u20e3', 'a⟨U+0338⟩b⟨U+20E3⟩'],
    ['a mark without a letter', '3\u0301', '3⟨U+0301⟩'],
    ['a blank of another width', 'a\u2003b', 'a⟨U+2003⟩b'],
  ])('shows %s as a mark', (_what, stored, shown) => {
    expect(visibleText(stored)).toBe(shown);
  });

  it.each(['Zoë Ångström', 'عائشة', '王小明', '👨‍👩‍👧 family', '❤️', '🏴󠁧󠁢󠁥󠁮󠁧󠁿', 'e\u0301', '919900000101'])('leaves %s as it is', (text) => {
    expect(visibleText(text)).toBe(text);
  });

  it('keeps a name that runs from right to left to itself inside of a sentence', () => {
    expect(isolated('عائشة')).toBe('\u2068عائشة\u2069');
    expect(isolated('Maya')).toBe('Maya');
    expect(isolated('\u2069عائشة')).toBe('\u2068⟨U+2069⟩عائشة\u2069');
  });
});
