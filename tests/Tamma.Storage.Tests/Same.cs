using Xunit;

namespace Tamma.Storage.Tests;

internal static class Same
{
    /// <summary>The same texts in the same order. Compared as one text, because that shows where they differ.</summary>
    public static void Texts(IEnumerable<string?> expected, IEnumerable<string?> actual) =>
        Assert.Equal(string.Join('\n', expected.Select(text => text ?? "(null)")), string.Join('\n', actual.Select(text => text ?? "(null)")));
}
