using System.Collections;
using System.Collections.Immutable;

namespace Tamma.Providers.Wire;

/// <summary>Writes a format's table, one line for each member. Of two members that feed one field the one written first is believed.</summary>
internal sealed class WireMembers : IEnumerable<WireField>
{
    private readonly ImmutableArray<WireField>.Builder _fields = ImmutableArray.CreateBuilder<WireField>();

    public void Add(WireField field) => _fields.Add(field with { Rank = _fields.Count });

    public ImmutableArray<WireField> ToImmutable() => _fields.ToImmutable();

    public IEnumerator<WireField> GetEnumerator() => _fields.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
