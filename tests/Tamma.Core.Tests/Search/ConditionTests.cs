using System.Globalization;
using CsCheck;
using Tamma.Catalog;
using Tamma.Catalog.Fields;
using Tamma.Search;
using Xunit;

namespace Tamma.Core.Tests.Search;

/// <summary>Conditions by the index's columns against the plainest reading of each model's values.</summary>
public sealed class ConditionTests
{
    private static readonly string[] s_flags = ["reasoning", "tool_call", "open_weights"];
    private static readonly string[] s_numbers = ["limit.context", "cost.input"];
    private static readonly string[] s_words = ["text", "image", "audio"];

    private static readonly Gen<string> s_row =
        Gen.Select(Gen.Int[0, 3], Gen.Int[0, 2].Array[3], Gen.Int[0, 4].Array[2], Gen.OneOf(s_words).Array[0, 2], (provider, flags, numbers, words) => string.Join(' ', new[] { $"p{provider}/" }
            .Concat(flags.Select((flag, i) => flag == 2 ? "" : $"{s_flags[i]}={(flag == 1 ? "true" : "false")}"))
            .Concat(numbers.Select((number, i) => number == 0 ? "" : $"{s_numbers[i]}={number}"))
            .Append(words.Length == 0 ? "" : $"modalities.input={string.Join(',', words.Distinct())}")
            .Where(part => part.Length > 0)));

    private static readonly Gen<Constraint> s_condition = Gen.OneOf(
        Gen.Select(Gen.OneOf(s_flags), Gen.Bool, Gen.Bool, (field, value, not) => new Constraint(field, ConstraintOp.Is, value ? "true" : "false", "") { Not = not }),
        Gen.Select(Gen.OneOf(s_numbers), Gen.Enum<ConstraintOp>().Where(op => op is not (ConstraintOp.Has or ConstraintOp.Ascending or ConstraintOp.Descending)), Gen.Int[1, 4], Gen.Bool,
            (field, op, value, not) => new Constraint(field, op, value.ToString(CultureInfo.InvariantCulture), "") { Not = not }),
        Gen.Select(Gen.OneOf(s_words), Gen.Bool, (word, not) => new Constraint("modalities.input", ConstraintOp.Has, word, "") { Not = not }),
        Gen.Select(Gen.Int[0, 3], Gen.Bool, (provider, not) => new Constraint("provider", ConstraintOp.Is, $"p{provider}", "") { Not = not }));

    [Fact]
    public void Columns_agree_with_every_models_own_values() =>
        Gen.Select(s_row.Array[1, 80], s_condition.Array[1, 3]).Sample((rows, conditions) =>
        {
            var world = new SearchWorld();
            for (var i = 0; i < rows.Length; i++)
            {
                world.Add(rows[i].Replace("/", $"/m{i}", StringComparison.Ordinal));
            }

            var index = world.Index();
            var hits = Searcher.Search(index, new("") { Scope = ModelScope.All, Constraints = [.. conditions], Limit = SearchRequest.MostLimit });

            Assert.Equal(
                index.Models.Where(model => conditions.All(condition => Holds(condition, model))).Select(model => model.Key.ToString()).Order(StringComparer.Ordinal),
                SearchWorld.Keys(hits).Order(StringComparer.Ordinal));
            Assert.Equal(hits.Rows.Length, hits.Total);
        });

    private static bool Holds(Constraint condition, Model model)
    {
        if (condition.Field == "provider")
        {
            return model.Key.Provider == condition.Value != condition.Not;
        }

        if (!model.Values.TryGet(FieldRegistry.Models[condition.Field], out var value))
        {
            return false;
        }

        var holds = value.IsFlag ? value.AsFlag() == (condition.Value == "true")
            : value.IsWords ? value.AsWords().Contains(condition.Value)
            : condition.Op switch
            {
                ConstraintOp.AtLeast => value.AsNumber() >= Number(condition),
                ConstraintOp.Above => value.AsNumber() > Number(condition),
                ConstraintOp.AtMost => value.AsNumber() <= Number(condition),
                ConstraintOp.Below => value.AsNumber() < Number(condition),
                _ => value.AsNumber() == Number(condition),
            };
        return holds != condition.Not;
    }

    private static decimal Number(Constraint condition) => decimal.Parse(condition.Value, CultureInfo.InvariantCulture);
}
