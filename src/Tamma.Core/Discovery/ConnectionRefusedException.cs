using System.Collections.Immutable;
using Tamma.Providers;

namespace Tamma.Discovery;

/// <summary>A change of the connections is not carried out; nothing was written. The message is for who asked.</summary>
public sealed class ConnectionRefusedException(ConnectionRefusal why, string message) : Exception(message)
{
    public ConnectionRefusal Why => why;

    /// <summary>Everything that is wrong, for <see cref="ConnectionRefusal.Wrong"/>.</summary>
    public ImmutableArray<ConnectionMistake> Mistakes { get; init; } = [];

    internal static ConnectionRefusedException Of(ImmutableArray<ConnectionMistake> mistakes) =>
        new(ConnectionRefusal.Wrong, string.Join(". ", mistakes) + ".") { Mistakes = mistakes };
}

public enum ConnectionRefusal
{
    /// <summary>The definition has mistakes.</summary>
    Wrong,

    /// <summary>The id is taken, or another connection is the same.</summary>
    Taken,

    /// <summary>There is none of this id.</summary>
    Unknown,

    /// <summary>The configuration says how it is, and only who writes that can change it.</summary>
    Configured,
}
