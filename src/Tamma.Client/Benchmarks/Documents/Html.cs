using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace Tamma.Client.Benchmarks.Documents;

/// <summary>Markup that is well-formed. It is made from interpolated strings alone, in which every text is escaped: model names are foreign.</summary>
internal readonly record struct Html(string Text)
{
    public static Html None { get; } = new("");

    public static Html Of(HtmlText text) => new(text.ToString());

    public static Html Join(IEnumerable<Html> parts) => new(string.Concat(parts.Select(part => part.Text)));

    public override string ToString() => Text;

    /// <summary>What has no place in XML becomes the mark for it.</summary>
    public static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length + 16);
        foreach (var rune in text.EnumerateRunes())
        {
            escaped.Append(rune.Value switch
            {
                '&' => "&amp;",
                '<' => "&lt;",
                '>' => "&gt;",
                '"' => "&quot;",
                '\'' => "&#39;",
                '\t' or '\n' => " ",
                < 0x20 or (>= 0x7F and < 0xA0) or 0xFFFE or 0xFFFF => "\uFFFD",
                _ => rune.ToString(),
            });
        }

        return escaped.ToString();
    }
}

/// <summary>Takes an interpolated string apart: what stands in it is markup, what is put in is text.</summary>
[InterpolatedStringHandler]
internal readonly ref struct HtmlText(int literalLength, int formattedCount)
{
    private readonly StringBuilder _text = new(literalLength + (formattedCount * 16));

    public void AppendLiteral(string literal) => _text.Append(literal);

    public void AppendFormatted(string? text) => _text.Append(Html.Escape(text ?? ""));

    public void AppendFormatted(Html markup) => _text.Append(markup.Text);

    public void AppendFormatted(IEnumerable<Html> markup) => _text.AppendJoin("", markup);

    public void AppendFormatted(int number) => _text.Append(CultureInfo.InvariantCulture, $"{number}");

    /// <summary>A coordinate: a tenth of a pixel is fine enough.</summary>
    public void AppendFormatted(double number) => _text.Append(CultureInfo.InvariantCulture, $"{number:0.#}");

    public override string ToString() => _text.ToString();
}
