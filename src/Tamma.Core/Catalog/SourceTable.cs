using System.Collections.Immutable;

namespace Tamma.Catalog;

/// <summary>The sources by the index that origins hold, with what is known of each. A source of the record that is no longer configured is known by id only.</summary>
public sealed class SourceTable
{
    private readonly ImmutableDictionary<SourceId, byte> _indexes;
    private readonly ImmutableDictionary<SourceId, Source> _known;

    private SourceTable(ImmutableArray<SourceId> ids, ImmutableDictionary<SourceId, Source> known)
    {
        Ids = ids;
        _known = known;
        _indexes = ids.Index().ToImmutableDictionary(pair => pair.Item, pair => (byte)pair.Index);
    }

    public static SourceTable Empty { get; } = new([], ImmutableDictionary<SourceId, Source>.Empty);

    public ImmutableArray<SourceId> Ids { get; }

    public byte IndexOf(SourceId id) => _indexes[id];

    public bool Contains(SourceId id) => _indexes.ContainsKey(id);

    public Source this[SourceId id] => _known.GetValueOrDefault(id) ?? new Source { Id = id };

    /// <summary>True when what <paramref name="source"/> says cannot confirm or contradict what <paramref name="winner"/> says: one copies the other, or both copy a third.</summary>
    public bool AreOneVoice(SourceId source, SourceId winner) => VoiceOf(source) == VoiceOf(winner);

    public SourceTable With(IEnumerable<SourceId> ids) => new([.. ids], _known);

    public SourceTable WithKnown(Source source) => new(Ids, _known.SetItem(source.Id, source));

    /// <summary>Whose voice this is: the source that it derives from, or its own.</summary>
    public SourceId VoiceOf(SourceId id) => this[id].DerivesFrom ?? id;
}
