using System.Text;
using Tamma.Catalog.Fields;

namespace Tamma.Providers.Wire;

/// <summary>docs/providers.md, from the types and the tables of their members.</summary>
internal static class ProvidersDocument
{
    private const string Nothing = "–";

    private const string Head = """
        # Providers

        What each type of connection reads, under which of our names it stands, and what no list says, so that enrichment has to.
        A member that no table here names is kept as `extra.*`, counted and reported by the run; it is never dropped.
        Unknown is absent: a zero limit, a date of 1970 and a negative price are nobody's statement.

        Prices are US dollars for a million tokens, limits are tokens.

        """;

    /// <summary>What people ask for first. Where a list does not give one of them, another source has to.</summary>
    private static readonly string[] s_core =
    [
        "name", "limit.context", "limit.output", "modalities.input", "modalities.output", "tool_call", "reasoning", "structured_output",
        "cost.input", "cost.output", "release_date", "shutdown_date", "knowledge",
    ];

    public static string Render(IReadOnlyCollection<ProviderType> types)
    {
        var text = new StringBuilder(Head);
        Types(types, text);
        Core(types, text);
        Fields(types, text);
        Others(types, text);
        return text.Append("\nThis file is made from the code by a test.\n").ToString();
    }

    private static void Types(IEnumerable<ProviderType> types, StringBuilder text)
    {
        text.Append("\n## Types and known connections\n");
        foreach (var type in types)
        {
            text.Append("\n### `").Append(type.Name).Append("`\n\n").Append(type.Meaning).Append(' ')
                .Append(type.Bills
                    ? "What it says of prices and limits is the word of who bills or serves, and is applied at once.\n"
                    : "It passes on what others say, so a jump in a price or limit waits for a review.\n");
            if (!type.Known.IsEmpty)
            {
                text.Append("\n| connection | URL | key | other variables | used |\n|---|---|---|---|---|\n");
                foreach (var known in type.Known)
                {
                    Row(text, Code(known.Id), Code(known.Url), Codes(known.Keys), Variables(known), Use(known));
                }
            }

            if (!type.Settings.IsEmpty)
            {
                text.Append("\n| setting | meaning |\n|---|---|\n");
                foreach (var (name, meaning) in type.Settings)
                {
                    Row(text, Code(name), meaning);
                }
            }
        }
    }

    /// <summary>The core fields, with a gap wherever a list says nothing.</summary>
    private static void Core(IEnumerable<ProviderType> types, StringBuilder text)
    {
        text.Append("\n## What the lists give of the core fields\n\nThe member that gives it; " + Nothing
            + " where the list does not, and enrichment (models.dev, an override) has to.\n\n| type |");
        text.AppendJoin("", s_core.Select(field => $" `{field}` |")).Append("\n|---|").AppendJoin("", s_core.Select(_ => "---|")).Append('\n');
        foreach (var (type, map) in Mapped(types))
        {
            Row(text, [Code(type.Name), .. s_core.Select(field => Codes(Givers(map, field)))]);
        }
    }

    private static void Fields(IEnumerable<ProviderType> types, StringBuilder text)
    {
        text.Append("\n## All that is mapped\n\nOf several members the first is believed, and one that says otherwise is kept beside.\n\n| type | field | member of a row |\n|---|---|---|\n");
        foreach (var (type, map) in Mapped(types))
        {
            foreach (var field in map.Fields.SelectMany(member => member.Targets).Distinct(StringComparer.Ordinal).OrderBy(path => FieldRegistry.Models[path]))
            {
                Row(text, Code(type.Name), Code(field), Codes(Givers(map, field)));
            }
        }
    }

    private static void Others(IEnumerable<ProviderType> types, StringBuilder text)
    {
        text.Append("\n## All that feeds no field\n\n*Kept* stands in `extra.*` under its own path and is compared; *used* says where the list goes on or what a row is; *left out* is not kept.\n\n| type | member | | why |\n|---|---|---|---|\n");
        foreach (var (type, map) in Mapped(types))
        {
            foreach (var (member, isRow) in map.Envelope.Select(member => (member, false)).Concat(map.Fields.Select(member => (member, true))).Where(pair => pair.member.Targets.IsEmpty))
            {
                Row(text, Code(type.Name), Code(member.Path) + (isRow ? "" : " (around the rows)"), Use(member.Use), member.Because ?? "");
            }
        }
    }

    private static IEnumerable<(ProviderType Type, WireMap Map)> Mapped(IEnumerable<ProviderType> types) =>
        types.Where(type => type.Map is not null).Select(type => (type, type.Map!));

    private static IEnumerable<string> Givers(WireMap map, string field) =>
        map.Fields.Where(member => member.Targets.Contains(field, StringComparer.Ordinal)).Select(member => member.Path);

    private static string Use(WireUse use) => use switch
    {
        WireUse.Kept => "kept",
        WireUse.Ignored => "left out",
        _ => "used",
    };

    private static string Use(KnownConnection known) => known switch
    {
        { IsOnlyByName: true, OffBecause: { } reason } => $"when it is configured by name: {reason}",
        { IsOnlyByName: true } => "when it is configured by name",
        { OffBecause: { } reason } => $"when its owner says so: {reason}",
        { IsLookedFor: true } => "looked for; nothing there is no failure",
        { Keys.IsEmpty: true, UrlVariable: { } variable } => $"when {Code(variable)} is set",
        { Keys.IsEmpty: true } => "when it is configured",
        _ => "when a key is set",
    };

    private static string Variables(KnownConnection known)
    {
        List<string> variables = [];
        if (known.UrlVariable is { } url)
        {
            variables.Add($"{Code(url)} moves it");
        }

        if (known.UserVariable is { } user)
        {
            variables.Add($"{Code(user)} is the user");
        }

        variables.AddRange(known.SettingVariables.Select(pair => $"{string.Join(" or ", pair.Value.Split(' ').Select(Code))} is its {Code(pair.Key)}"));
        return variables is [] ? Nothing : string.Join(", ", variables);
    }

    private static string Code(string text) => $"`{text}`";

    private static string Codes(IEnumerable<string> texts) => texts.Select(Code).ToArray() is { Length: > 0 } codes ? string.Join(", ", codes) : Nothing;

    private static void Row(StringBuilder text, params IEnumerable<string> cells) =>
        text.Append("| ").AppendJoin(" | ", cells.Select(cell => cell.Replace("|", "\\|", StringComparison.Ordinal))).Append(" |\n");
}
