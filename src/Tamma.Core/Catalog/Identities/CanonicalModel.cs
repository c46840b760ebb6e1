using System.Collections.Immutable;

namespace Tamma.Catalog.Identities;

/// <summary>What a lab made, whoever serves it.</summary>
public sealed class CanonicalModel
{
    internal CanonicalModel(string id, string? name, Model? row, NameReading reading, bool isOpen)
    {
        Id = id;
        Name = name;
        Row = row;
        Reading = reading;
        IsOpen = isOpen;
        Exact = NameUnits.Of(reading.Stem);
        Units = Exact.WithoutMinorZero();
        NameKey = name is null ? null : DisplayNames.Key(name);
    }

    /// <summary><c>lab/slug</c>, in the spelling of who stated it first: a canonical row, else the lab's own list.</summary>
    public string Id { get; }

    public string Lab => Id[..Id.IndexOf('/', StringComparison.Ordinal)];

    public string Slug => Id[(Id.IndexOf('/', StringComparison.Ordinal) + 1)..];

    /// <summary>Name for people.</summary>
    public string? Name { get; }

    /// <summary>What is said of it whoever serves it; null when only its lab's own list has it.</summary>
    public Model? Row { get; }

    /// <summary>Listings that are this model, in key order.</summary>
    public ImmutableArray<ListingEdge> Listings { get; internal set; } = [];

    /// <summary>To its dated snapshots, to what it is a snapshot of, and where it points.</summary>
    public ImmutableArray<CanonicalEdge> Edges { get; internal set; } = [];

    /// <summary>Other names that sources give to its listings.</summary>
    public ImmutableArray<StatedName> StatedNames { get; internal set; } = [];

    /// <summary>Weights that are stated to be this model's: names on Hugging Face.</summary>
    public ImmutableArray<string> Weights { get; internal set; } = [];

    /// <summary>Its weights are given away, as its row says or by a name of theirs.</summary>
    internal bool IsOpen { get; }

    internal NameReading Reading { get; }

    internal NameUnits Exact { get; }

    internal NameUnits Units { get; }

    internal string? NameKey { get; }

    public override string ToString() => Id;
}
