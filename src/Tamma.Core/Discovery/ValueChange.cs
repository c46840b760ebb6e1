using Tamma.Catalog;
using Tamma.Catalog.Fields;

namespace Tamma.Discovery;

/// <summary>A value of an answer that differs from the trusted one of the same source; null is unknown.</summary>
internal readonly record struct ValueChange(ModelKey Key, Field Field, FieldValue? Old, FieldValue? Now)
{
    /// <summary>What a server is doing with a model now is no claim that could be wrong.</summary>
    public static IEnumerable<ValueChange> Between(Claim before, Claim after)
    {
        if (before.Values.Equals(after.Values))
        {
            yield break;
        }

        foreach (var (field, old) in before.Values)
        {
            if (field.Group is not FieldGroup.State && after.Values[field] is var now && now != old)
            {
                yield return new(after.Key, field, old, now);
            }
        }

        foreach (var (field, now) in after.Values)
        {
            if (field.Group is not FieldGroup.State && before.Values.IndexOf(field) < 0)
            {
                yield return new(after.Key, field, null, now);
            }
        }
    }
}
