using CsCheck;
using Tamma.Search.Filtering;
using Tamma.Search.Index;
using Xunit;

namespace Tamma.Core.Tests.Search;

public sealed class CodeOrderTests
{
    /// <summary>Few codes and many, so that runs are added one by one, as sets, and by parts.</summary>
    private static readonly Gen<(int[] Codes, int Values)> s_columns = Gen.Select(Gen.Int[1, 400], Gen.Int[0, 3_000], Gen.Int).Select((values, models, seed) =>
    {
        var random = new Random(seed);
        return (Enumerable.Range(0, models).Select(_ => (int)(random.NextDouble() * random.NextDouble() * (values + 1)) - 1).ToArray(), values);
    });

    [Fact]
    public void A_run_of_codes_has_exactly_the_models_with_these_codes() =>
        Gen.Select(s_columns, Gen.Double[0, 1], Gen.Double[0, 1]).Sample((column, one, other) =>
        {
            var order = new CodeOrder(column.Codes, column.Values);
            var (from, to) = ((int)(Math.Min(one, other) * column.Values), (int)Math.Ceiling(Math.Max(one, other) * column.Values));
            var set = new ulong[Bits.Words(column.Codes.Length)];

            order.Within(from, to, set);

            for (var place = 0; place < column.Codes.Length; place++)
            {
                Assert.Equal(column.Codes[place] >= from && column.Codes[place] < to, Bits.Has(set, place));
            }
        }, iter: 2_000);

    [Fact]
    public void The_models_of_a_code_stand_in_the_order_of_the_index_and_their_set_is_the_same() =>
        s_columns.Sample(column =>
        {
            var order = new CodeOrder(column.Codes, column.Values);
            for (var code = 0; code < column.Values; code++)
            {
                var expected = Enumerable.Range(0, column.Codes.Length).Where(place => column.Codes[place] == code).ToArray();
                Assert.Equal(expected, order.Of(code).ToArray());
                var set = order.SetOf(code);
                Assert.True(set.IsEmpty || Bits.Count(set) == expected.Length);
                foreach (var place in expected)
                {
                    Assert.True(set.IsEmpty || Bits.Has(set, place));
                }
            }
        }, iter: 100);
}
