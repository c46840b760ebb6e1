using System.Runtime.CompilerServices;
using Tamma.Client;
using Tamma.Client.Checking;

namespace Tamma.Server.Tests.Checking;

/// <summary>Texts that name models, and a small catalogue.</summary>
internal static class Texts
{
    public static readonly DateOnly Today = new(2026, 11, 23);

    public static KnownModels Models { get; } = new(
    [
        Known("openai/gpt-5-mini", stage: "deprecated", retires: "2026-12-11", aliases: ["gpt-5-mini-2025-08-07"]),
        Known("openai/o1", stage: "retired", retires: "2026-10-23"),
        Known("anthropic/claude-opus-4-8"),
        Known("openrouter/anthropic/claude-opus-4.8"),
        Known("google/gemini-3-pro", stage: "preview"),
        Known("cohere/command", stage: "gone", removed: true),
    ]);

    public static string Folder { get; } = Find();

    public static string Read(string name) => File.ReadAllText(Path.Combine(Folder, name));

    public static KnownModel Known(string key, string? stage = "active", string? retires = null, bool removed = false, bool mine = true, bool missing = false, string[]? aliases = null)
    {
        var slash = key.IndexOf('/', StringComparison.Ordinal);
        return new(key, key[..slash], key[(slash + 1)..])
        {
            Aliases = aliases ?? [],
            IsMine = mine,
            Life = new()
            {
                Stage = stage,
                Dates = new()
                {
                    RetiresOn = retires,
                    RetiresBy = retires is null ? null : DateOnly.ParseExact(retires, "yyyy-MM-dd"),
                    RemovedAt = removed ? DateTimeOffset.UnixEpoch : null,
                    MissingSince = missing ? DateTimeOffset.UnixEpoch : null,
                },
            },
        };
    }

    private static string Find([CallerFilePath] string here = "")
    {
        var folder = Path.GetDirectoryName(here)!;
        while (!File.Exists(Path.Combine(folder, "Tamma.slnx")))
        {
            folder = Path.GetDirectoryName(folder)!;
        }

        return Path.Combine(folder, "fuzz", "corpus", "texts");
    }
}
