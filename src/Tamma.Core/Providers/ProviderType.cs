using System.Collections.Immutable;
using Tamma.Providers.Wire;

namespace Tamma.Providers;

/// <summary>A wire format that connections can speak. A provider is a folder and one registration of this.</summary>
/// <param name="Name">Snake_case, as configuration names it.</param>
/// <param name="Meaning">One sentence for people.</param>
/// <param name="Create">Makes the reader of one connection.</param>
public sealed record ProviderType(string Name, string Meaning, Func<ConnectionOptions, IServiceProvider, IListing> Create)
{
    /// <summary>Connections that are known by name: where they are, and which variables hold their keys.</summary>
    public ImmutableArray<KnownConnection> Known { get; init; } = [];

    /// <summary>What its list says of prices and limits is the word of who bills, or of the machine that serves.</summary>
    public bool Bills { get; init; } = true;

    /// <summary>All that its list is known to hold; null for a format that is described elsewhere.</summary>
    public WireMap? Map { get; init; }

    /// <summary>What its further answers are known to hold, each with how it is asked for, where the list alone does not say all.</summary>
    public ImmutableArray<(string Path, WireMap Map)> Beside { get; init; } = [];

    /// <summary>Names of <see cref="ConnectionOptions.Settings"/> that it takes, each with what it means.</summary>
    public ImmutableSortedDictionary<string, string> Settings { get; init; } = ImmutableSortedDictionary<string, string>.Empty;
}

/// <summary>A connection that people expect to find: its id, its address, and the variables that its users have set already.</summary>
/// <param name="Id">Also the id of its provider.</param>
/// <param name="Url">Base URL when nothing moves it.</param>
public sealed record KnownConnection(string Id, string Url)
{
    /// <summary>Id of the provider where it is not <see cref="Id"/>.</summary>
    public string? Provider { get; init; }

    /// <summary>Variables that hold its key, the strongest first. Empty for a server that needs none.</summary>
    public ImmutableArray<string> Keys { get; init; } = [];

    /// <summary>It is used without a key too, where its address is given.</summary>
    public bool KeyIsOptional { get; init; }

    /// <summary>Whether its key may go to this address; null for to any.</summary>
    public Func<Uri, bool>? KeyMayGoTo { get; init; }

    /// <summary>Variable that moves its address.</summary>
    public string? UrlVariable { get; init; }

    /// <summary>Makes an address of what <see cref="UrlVariable"/> holds, where it may be less than a URL; null when it cannot be one.</summary>
    public Func<string, Uri?>? ReadUrl { get; init; }

    /// <summary>Variables of its <see cref="ConnectionOptions.Settings"/>, by the setting's name.</summary>
    public ImmutableSortedDictionary<string, string> SettingVariables { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>Variable of the user for HTTP Basic.</summary>
    public string? UserVariable { get; init; }

    /// <summary>Runs on this machine and is looked for there: it is no failure when nothing answers.</summary>
    public bool IsLookedFor { get; init; }

    /// <summary>A server of one's own, asked often wherever it stands.</summary>
    public bool IsOwn { get; init; }

    /// <summary>Why it is not used before its owner says so, whatever the environment holds; null for one that is.</summary>
    public string? OffBecause { get; init; }
}
