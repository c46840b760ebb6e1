namespace Tamma.Server.Settings;

/// <summary>A setting as its owner wrote it, and where.</summary>
/// <param name="Parts">Its path in the table's spelling.</param>
/// <param name="Written">Its key as its owner spelt it.</param>
/// <param name="Place"><c>tamma.yaml:12</c>, <c>environment</c> or <c>command line</c>.</param>
internal sealed record RawSetting(string[] Parts, string Value, string Written, string Place)
{
    public string Path { get; } = string.Join('.', Parts);

    /// <summary>The table's spelling of a part: <c>-</c> equals <c>_</c>, and case does not matter.</summary>
    public static string Spell(string part) => part.Trim().Replace('-', '_').ToLowerInvariant();

    /// <summary>A header's name is its owner's; all other parts are spelt as in the table.</summary>
    public static string[] Spell(IReadOnlyList<string> parts) =>
        [.. parts.Select((part, i) => i == 3 && Spell(parts[0]) == "providers" && Spell(parts[2]) == "headers" ? part.Trim() : Spell(part))];
}

/// <summary>Something that is wrong with the configuration, for its owner.</summary>
internal sealed record Mistake(string Written, string Place, string What)
{
    public override string ToString() => $"{Written} ({Place}): {What}";
}
