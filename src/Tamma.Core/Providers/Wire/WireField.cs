using System.Collections.Immutable;
using System.Text.Json;

namespace Tamma.Providers.Wire;

/// <summary>
/// What becomes of one member of an answer. The table of a format drives its reader, its row in docs/providers.md and the test
/// that accounts for every member of every recording, so the three cannot differ.
/// </summary>
/// <param name="Path">Dotted; <c>[]</c> after a list of objects, <c>*</c> for a member of any name.</param>
/// <param name="Targets">Paths of the fields that it feeds; empty when it feeds none.</param>
/// <param name="Because">Why it is left out, or what it is used for; null for a member that feeds a field.</param>
public sealed record WireField(string Path, WireUse Use, ImmutableArray<string> Targets, string? Because)
{
    internal const string MayHoldSecrets = "may hold secrets, and is taken out before anything reads it";

    internal WireRead? Read { get; init; }

    /// <summary>Place in its table: of two members that feed one field, the first in the table is believed.</summary>
    internal int Rank { get; init; }
}

/// <summary>What a member is good for.</summary>
public enum WireUse
{
    /// <summary>It feeds fields of ours.</summary>
    Mapped,

    /// <summary>A detail of this provider that has no field: kept as <c>extra.*</c>, compared, and not counted as unknown.</summary>
    Kept,

    /// <summary>It says where the list goes on, what the row is called, or what the answer is.</summary>
    Structure,

    /// <summary>Left out, for a reason that is given.</summary>
    Ignored,
}

/// <summary>Puts one member's value into the row.</summary>
internal delegate void WireRead(JsonElement value, WireField member, WireRow row);
