using System.Collections.Immutable;
using Tamma.Catalog.Fields;

namespace Tamma.Catalog.Overriding;

/// <summary>What must be overridden for a row to say what an earlier version of it said. Pure.</summary>
/// <param name="Set">Fields whose value was another, with the value of then.</param>
/// <param name="Left">Fields that stay as they are although they differ, each with the reason.</param>
public sealed record RollbackPlan(ImmutableArray<KeyValuePair<Field, FieldValue>> Set, ImmutableArray<(string Field, string Why)> Left)
{
    public static RollbackPlan Of(Model then, Model now)
    {
        var set = ImmutableArray.CreateBuilder<KeyValuePair<Field, FieldValue>>();
        var left = ImmutableArray.CreateBuilder<(string, string)>();
        foreach (var field in then.Values.Select(pair => pair.Key).Concat(now.Values.Select(pair => pair.Key)).Distinct().Order())
        {
            var (old, value) = (then.Values[field], now.Values[field]);
            if (old == value || field.Group is FieldGroup.State or FieldGroup.Operator)
            {
                continue;
            }

            if (old is not { } known)
            {
                left.Add((field.Path, "was unknown then, and an override cannot make a value unknown"));
            }
            else if (field.IsExtra)
            {
                left.Add((field.Path, "is no field of ours"));
            }
            else
            {
                set.Add(new(field, known));
            }
        }

        return new(set.DrainToImmutable(), left.DrainToImmutable());
    }
}
