using Tamma.Catalog;
using Tamma.Catalog.Fields;

namespace Tamma.Discovery;

/// <summary>What a source said of models before, as far back as a flap is looked for. Pure.</summary>
internal sealed class ValueHistory(IEnumerable<EarlierClaim> claims)
{
    private readonly ILookup<ModelKey, FieldSet> _earlier = claims.OrderBy(earlier => earlier.ValidFrom).ToLookup(earlier => earlier.Claim.Key, earlier => earlier.Claim.Values);

    public static ValueHistory None { get; } = new([]);

    /// <summary>How often the value has come back to what it had been, this change included; 0 when this change brings something new.</summary>
    public int Returns(ValueChange change)
    {
        List<FieldValue?> stood = [];
        foreach (var value in _earlier[change.Key].Select(values => values[change.Field]).Append(change.Old))
        {
            if (stood is [] || stood[^1] != value)
            {
                stood.Add(value);
            }
        }

        if (!stood.Contains(change.Now))
        {
            return 0;
        }

        stood.Add(change.Now);
        return Enumerable.Range(0, stood.Count).Count(i => i >= 2 && stood.IndexOf(stood[i]) < i - 1);
    }
}
