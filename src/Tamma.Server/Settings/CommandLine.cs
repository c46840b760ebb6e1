using System.Collections.Immutable;

namespace Tamma.Server.Settings;

/// <summary>What the command line asks: what to do, and settings that come before all others.</summary>
internal sealed record CommandLine
{
    private const string Place = "command line";

    private static readonly Dictionary<string, string> s_short = new(StringComparer.Ordinal)
    {
        ["port"] = "server.port",
        ["host"] = "server.host",
        ["data"] = "server.data",
        ["offline"] = "server.offline",
    };

    public bool Check { get; private init; }

    public bool ResetKeys { get; private init; }

    /// <summary>The backup to put in the database's place.</summary>
    public string? Restore { get; private init; }

    public bool Help { get; private init; }

    public string? Config { get; private init; }

    public ImmutableArray<RawSetting> Settings { get; private init; } = [];

    public ImmutableArray<Mistake> Mistakes { get; private init; } = [];

    public static CommandLine Read(IReadOnlyList<string> args)
    {
        var line = new CommandLine();
        for (var i = 0; i < args.Count; i++)
        {
            var argument = args[i];
            if (!argument.StartsWith("--", StringComparison.Ordinal) || argument.Length == 2)
            {
                line = line.Wrong(argument, "an option begins with --, for example --server.port=5080");
                continue;
            }

            var equals = argument.IndexOf('=', StringComparison.Ordinal);
            var name = (equals < 0 ? argument : argument[..equals])[2..];
            var value = equals < 0 ? null : argument[(equals + 1)..];
            switch (RawSetting.Spell(name))
            {
                case "check":
                    line = line with { Check = true };
                    continue;
                case "reset_keys":
                    line = line with { ResetKeys = true };
                    continue;
                case "help":
                    line = line with { Help = true };
                    continue;
            }

            if (value is null && i + 1 < args.Count && !args[i + 1].StartsWith("--", StringComparison.Ordinal))
            {
                value = args[++i];
            }

            line = RawSetting.Spell(name) switch
            {
                "config" => line.WithConfig(value),
                "restore" => value is null ? line.Wrong("--restore", "names no file") : line with { Restore = value },
                _ => line.With(name, value),
            };
        }

        return line;
    }

    private CommandLine WithConfig(string? path) =>
        path is null ? Wrong("--config", "names no file") : this with { Config = path };

    private CommandLine With(string name, string? value)
    {
        var parts = RawSetting.Spell(s_short.GetValueOrDefault(RawSetting.Spell(name), name).Split('.'));
        var known = SettingKeys.Find(parts);
        if (value is null && known is { Kind: not SettingKind.Flag })
        {
            return Wrong("--" + name, "has no value");
        }

        return this with { Settings = Settings.Add(new(parts, value ?? "true", "--" + name, Place)) };
    }

    private CommandLine Wrong(string written, string what) => this with { Mistakes = Mistakes.Add(new(written, Place, what)) };
}
