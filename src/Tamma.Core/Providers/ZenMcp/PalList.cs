using System.Collections.Immutable;

namespace Tamma.Providers.ZenMcp;

/// <summary>What <c>listmodels</c> says, before anything is made of it.</summary>
internal sealed record PalList(ImmutableArray<PalSection> Sections)
{
    /// <summary>Lines that are neither row nor heading, for example a hint; counted, so that a new form is seen.</summary>
    public int Notes { get; init; }

    /// <summary>A note said that rows were left out.</summary>
    public bool IsShortened { get; init; }
}

/// <summary>One provider behind the server, by the name that the server gives it.</summary>
/// <param name="IsConfigured">✅: its rows can be used; ❌: it has no key, and no rows.</param>
internal sealed record PalSection(string Name, bool IsConfigured)
{
    /// <summary>Status, endpoint and description, by their name in lower case.</summary>
    public SortedDictionary<string, string> Facts { get; } = new(StringComparer.Ordinal);

    public List<PalRow> Rows { get; } = [];

    /// <summary>Alias and the id that it points to.</summary>
    public List<(string Alias, string Id)> Aliases { get; } = [];
}

/// <summary>One row.</summary>
internal sealed record PalRow(string Id)
{
    /// <summary>Another name that the row gives it.</summary>
    public string? Alias { get; init; }

    /// <summary>As it stands there, for example <c>1M</c>: rounded down, so it is no number of tokens.</summary>
    public string? Context { get; set; }

    /// <summary>The server's own ranking, a whole number.</summary>
    public int? Score { get; init; }

    public bool Thinking { get; init; }

    /// <summary>The heading above it, for example <c>Anthropic</c>.</summary>
    public string? Vendor { get; init; }

    /// <summary>The server's words for why it will not call it.</summary>
    public string? Refusal { get; init; }

    public List<string> Description { get; } = [];

    public bool WritesCode { get; set; }
}
