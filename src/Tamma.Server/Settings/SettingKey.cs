namespace Tamma.Server.Settings;

/// <summary>A setting by its path; a part in angle brackets is a name that its owner chooses.</summary>
/// <param name="Default">As it stands in the documentation.</param>
internal sealed record SettingKey(string Path, SettingKind Kind, string Default, string Meaning)
{
    /// <summary>Bounds of a count or share; of a duration in seconds.</summary>
    public double Least { get; init; }

    public double Most { get; init; } = double.MaxValue;

    /// <summary>Both bounds at once.</summary>
    public (double Least, double Most) Bounds
    {
        init => (Least, Most) = value;
    }

    /// <summary>Another name for <see cref="Path"/>, which is the one that counts.</summary>
    public string? Alias { get; init; }

    public string[] Parts { get; } = Path.Split('.');

    public bool Matches(ReadOnlySpan<string> parts)
    {
        if (parts.Length != Parts.Length)
        {
            return false;
        }

        for (var i = 0; i < parts.Length; i++)
        {
            if (Parts[i][0] != '<' && Parts[i] != parts[i] && !(i == parts.Length - 1 && parts[i] == Alias))
            {
                return false;
            }
        }

        return true;
    }
}

internal enum SettingKind
{
    Text,
    Flag,
    Count,
    Share,
    Number,
    Duration,

    /// <summary>A duration, or <c>forever</c>.</summary>
    Keep,
    Url,

    /// <summary>An address of the web, or a file's.</summary>
    UrlOrFile,
    /// <summary>Address of a proxy, which may hold a password.</summary>
    Proxy,
    Credential,
    ProviderType,

    /// <summary>A kind of embedding server.</summary>
    EmbeddingProvider,
    Listings,

    /// <summary>Words with commas between them, or a list.</summary>
    Words,

    /// <summary>An order of belief: names of standings with commas between them, or a list.</summary>
    Standings,

    /// <summary>Ranges, addresses and hosts with commas between them, or a list.</summary>
    Allowance,

    /// <summary>Durations with commas between them, or a list.</summary>
    Durations,

    /// <summary>A filter of events as a rule of severity asks it.</summary>
    EventCondition,

    /// <summary>How much an event matters.</summary>
    Severity,
    Path,
    Host,
}
