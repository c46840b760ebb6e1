using System.Collections.Immutable;

namespace Tamma.Filters;

/// <summary>Why a text is no filter.</summary>
/// <param name="Position">Where in the text, in UTF-16 units from 0.</param>
/// <param name="Length">How much of it is meant; 0 at the end.</param>
/// <param name="Message">What is wrong and what to write, for people.</param>
public sealed record FilterError(FilterErrorKind Kind, int Position, int Length, string Message)
{
    private const int Window = 100;

    /// <summary>What may stand there instead, best first.</summary>
    public ImmutableArray<string> Suggestions { get; init; } = [];

    /// <summary>The part of the text around the place, and a line under it that points there; for a terminal.</summary>
    public string Point(string text)
    {
        var start = Math.Max(0, Math.Min(Position - (Window / 2), text.Length - Window));
        var shown = string.Create(Math.Min(Window, text.Length - start), (text, start), static (shown, from) =>
        {
            for (var i = 0; i < shown.Length; i++)
            {
                var letter = from.text[from.start + i];
                shown[i] = char.IsControl(letter) || char.IsSurrogate(letter) ? ' ' : letter;
            }
        });
        var marks = Math.Clamp(Length, 1, Math.Max(1, shown.Length - (Position - start)));
        return $"{shown}\n{new string(' ', Position - start)}{new string('^', marks)}";
    }

    public bool Equals(FilterError? other) =>
        other is not null && Kind == other.Kind && Position == other.Position && Length == other.Length && Message == other.Message && Suggestions.SequenceEqual(other.Suggestions);

    public override int GetHashCode() => HashCode.Combine(Kind, Position, Message);
}

public enum FilterErrorKind
{
    /// <summary>It does not follow the grammar.</summary>
    Syntax,

    UnknownField,

    /// <summary>The field cannot be asked this, or the value is not of its type.</summary>
    WrongType,

    /// <summary>The value is of the type and still none.</summary>
    BadValue,

    /// <summary>Beyond <see cref="FilterLimits"/>.</summary>
    TooMuch,
}

/// <summary>A filter, or why there is none: one of the two.</summary>
public sealed record FilterParse(FilterExpression? Expression, FilterError? Error);
