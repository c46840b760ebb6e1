using System.Collections.Concurrent;
using System.Collections.Immutable;
using Tamma.Providers;

namespace Tamma.Server.Tests.Running;

/// <summary>A provider type of a test: every connection of it lists <c>one</c> to <c>twelve</c> until the test says otherwise.</summary>
internal sealed class StubWorld
{
    public static readonly ImmutableArray<string> Ids = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];

    private readonly ConcurrentQueue<(ConnectionOptions Options, StubListing Listing)> _made = new();

    /// <summary>When set, the readers that are made from now on wait for it.</summary>
    public TaskCompletionSource? Hold { get; set; }

    /// <summary>How many models more the readers that are made from now on list.</summary>
    public int More { get; set; }

    /// <summary>What the readers that are made from now on list no more.</summary>
    public ImmutableHashSet<string> Lost { get; set; } = [];

    public ProviderType Type => new("stub_list", "A list that a test speaks for.", Make)
    {
        Settings = ImmutableSortedDictionary<string, string>.Empty.Add("organization", "Whose list."),
    };

    /// <summary>Every reader that was made for a connection, in order.</summary>
    public IReadOnlyList<(ConnectionOptions Options, StubListing Listing)> Of(string id) => [.. _made.Where(made => made.Options.Id == id)];

    public ConnectionOptions Connection(string id) => new()
    {
        Id = id,
        Type = Type.Name,
        Provider = id,
        Url = new($"http://{id}.invalid/v1"),
        Interval = TimeSpan.FromDays(1),
    };

    private StubListing Make(ConnectionOptions options, IServiceProvider services)
    {
        var listing = new StubListing(PagePlan.SourceOf(options)) { Credential = options.Credential?.Describe(), Hold = Hold };
        var lost = Lost;
        var patterns = new IdPatterns(options.Include, options.Exclude);
        listing.Say(Ids.Concat(Enumerable.Range(1, More).Select(number => $"more-{number}")).Where(patterns.Keeps).Where(id => !lost.Contains(id)).Select(id => listing.Claim($"{options.Provider}/{id}", ("name", id))));
        _made.Enqueue((options, listing));
        return listing;
    }
}
