using System.Collections.Immutable;

namespace Tamma.Providers.Wire;

/// <summary>All that a format's answer is known to hold: around the rows, and in a row.</summary>
public sealed class WireMap
{
    private WireMap(ImmutableArray<WireField> envelope, ImmutableArray<WireField> fields)
    {
        Envelope = envelope;
        Fields = fields;
        Root = WireNode.Of(fields);
        Contested = [.. fields.SelectMany(field => field.Targets.Select(target => (target, field)))
            .GroupBy(pair => pair.target, StringComparer.Ordinal)
            .Where(group => group.Count() > 1)
            .Select(group => group.Key)];
    }

    /// <summary>Members outside the rows, by their path from the root of the answer.</summary>
    public ImmutableArray<WireField> Envelope { get; }

    /// <summary>Members of a row, by their path in it.</summary>
    public ImmutableArray<WireField> Fields { get; }

    internal WireNode Root { get; }

    /// <summary>Fields that more than one member feeds.</summary>
    internal ImmutableHashSet<string> Contested { get; }

    /// <summary>What is done last with each row, for fields that follow from several members.</summary>
    internal Action<WireRow>? After { get; private init; }

    /// <summary>The member of a row that a path leads to; null when the table does not know it.</summary>
    public WireField? Find(string path) => Root.Find(path.Split('.'));

    internal static WireMap Of(WireMembers envelope, WireMembers row, Action<WireRow>? after = null) =>
        new(envelope.ToImmutable(), row.ToImmutable()) { After = after };
}
