using Xunit;

namespace Tamma.Storage.Tests;

internal static class Same
{
    /// <summary>The same texts in the same order.</summary>
    public static void Texts(IEnumerable<string?> expected, IEnumerable<string?> actual) =>
        Assert.Equal(expected, actual, StringComparer.Ordinal);
}
