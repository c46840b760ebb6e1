using System.Collections.Immutable;
using System.Globalization;
using Tamma.Providers.Http;

namespace Tamma.Providers.ZenMcp;

/// <summary>The program that a connection starts, and what it is given.</summary>
/// <param name="Environment">All that it finds there: nothing else of ours is passed on.</param>
/// <param name="Secrets">Values among them that nothing may repeat.</param>
internal sealed record ServerCommand(string Program, ImmutableArray<string> Arguments, string? Folder, ImmutableDictionary<string, string> Environment, ImmutableArray<string> Secrets)
{
    /// <summary>What nearly every program needs to run at all.</summary>
    private static readonly string[] s_always = ["PATH", "HOME", "LANG", "TMPDIR"];

    private static readonly string[] s_secretNames = ["KEY", "TOKEN", "SECRET", "PASSWORD", "PASSWD", "AUTH", "CREDENTIAL"];

    public required string Tool { get; init; }

    public required TimeSpan StartTimeout { get; init; }

    /// <summary>Variables that the connection names and that are not set here; for people.</summary>
    public required ImmutableArray<string> NotSet { get; init; }

    public string Name => Path.GetFileName(Program) is { Length: > 0 } name ? name : Program;

    /// <exception cref="ProviderException">A setting cannot be used.</exception>
    public static ServerCommand Of(ConnectionOptions connection, Func<string, string?> variable)
    {
        var names = (Setting("environment") ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct(StringComparer.Ordinal).ToArray();
        var named = names.Select(name => (name, value: variable(name))).Where(pair => pair.value is { Length: > 0 }).ToArray();
        var arguments = CommandWords.Split(Setting("arguments") ?? "") ?? throw Wrong("a quote in its 'arguments' is not closed");
        var seconds = 120d;
        if (Setting("start_timeout") is { } text
            && (!double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out seconds) || seconds is < 0.1 or > 3_600))
        {
            throw Wrong("its 'start_timeout' is no number of seconds from 0.1 to 3600");
        }

        return new(
            Setting("command") ?? (connection.Url is { Scheme: "stdio", AbsolutePath: { Length: > 0 } path } ? Uri.UnescapeDataString(path) : throw Wrong("it has no 'command', and its url does not name one after 'stdio:'")),
            [.. arguments],
            Setting("working_directory"),
            s_always.Select(name => (name, value: variable(name))).Where(pair => pair.value is not null).Concat(named)
                .DistinctBy(pair => pair.name, StringComparer.Ordinal).ToImmutableDictionary(pair => pair.name, pair => pair.value!, StringComparer.Ordinal),
            [.. named.SelectMany(pair => Hidden(pair.name, pair.value!)).Distinct(StringComparer.Ordinal)])
        {
            Tool = Setting("tool") ?? "listmodels",
            StartTimeout = TimeSpan.FromSeconds(seconds),
            NotSet = [.. names.Except(named.Select(pair => pair.name), StringComparer.Ordinal)],
        };

        string? Setting(string name) => connection.Settings.TryGetValue(name, out var value) && !string.IsNullOrWhiteSpace(value) ? value.Trim() : null;
    }

    /// <summary>A list of allowed models or an address is no secret, and taken for one it would blot out the ids in the answer.</summary>
    private static IEnumerable<string> Hidden(string name, string value) =>
        s_secretNames.Any(part => name.Contains(part, StringComparison.OrdinalIgnoreCase)) ? [value]
        : Uri.TryCreate(value, UriKind.Absolute, out var url) && !url.IsFile ? Addresses.Secrets(url)
        : [];

    private static ProviderException Wrong(string what) => new(ProviderFault.Unreachable, $"the program cannot be started: {what}");
}
