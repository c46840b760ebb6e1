namespace Tamma.Simulator.Chat.Engine;

/// <summary>Embeddings: the sum of a vector for each word, of length one. Texts that share words are near each other.</summary>
internal static class Vectors
{
    public const int DefaultDimensions = 256;
    public const int MostDimensions = 8_192;

    public static float[] Of(string model, string text, int dimensions)
    {
        var sum = new double[dimensions];
        foreach (var word in Words.Split(text.ToLowerInvariant()))
        {
            var dice = Dice.For(0, $"{model} {word.Trim()}");
            for (var index = 0; index < dimensions; index++)
            {
                sum[index] += (dice.Next() >> 11) * (2.0 / (1UL << 53)) - 1;
            }
        }

        var length = Math.Sqrt(sum.Sum(value => value * value));
        return [.. sum.Select(value => length == 0 ? 0f : (float)(value / length))];
    }
}
