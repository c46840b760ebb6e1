using System.Text.RegularExpressions;
using Xunit;

namespace Tamma.Architecture.Tests;

/// <summary>What documents point at is there, and what is there is pointed at.</summary>
public sealed partial class DocumentTests
{
    public static TheoryData<string> Documents { get; } =
    [
        .. Directory.EnumerateFiles(Repository.Root, "*.md").Concat(Directory.EnumerateFiles(Path.Combine(Repository.Root, "docs"), "*.md", SearchOption.AllDirectories))
            .Select(file => Path.GetRelativePath(Repository.Root, file).Replace('\\', '/')).Order(StringComparer.Ordinal),
    ];

    [Theory]
    [MemberData(nameof(Documents))]
    public void Links_lead_somewhere(string document)
    {
        var folder = Path.GetDirectoryName(Path.Combine(Repository.Root, document))!;
        var broken = Link().Matches(File.ReadAllText(Path.Combine(Repository.Root, document)))
            .Select(match => match.Groups["to"].Value)
            .Where(to => !to.Contains(':', StringComparison.Ordinal) && !Path.Exists(Path.Combine(folder, to)))
            .ToList();

        Assert.Empty(broken);
    }

    [Theory]
    [InlineData("docs/adr", "docs/adr/README.md")]
    [InlineData("docs", "docs/README.md")]
    public void Every_document_is_in_its_index(string folder, string index)
    {
        var listed = Link().Matches(File.ReadAllText(Path.Combine(Repository.Root, index))).Select(match => match.Groups["to"].Value).ToHashSet(StringComparer.Ordinal);
        var missing = Directory.EnumerateFiles(Path.Combine(Repository.Root, folder), "*.md").Select(file => Path.GetFileName(file)).Where(name => name != "README.md" && !listed.Contains(name)).ToList();

        Assert.Empty(missing);
    }

    /// <summary>Without what stands behind a <c>#</c>: headings are not looked for.</summary>
    [GeneratedRegex(@"\]\((?<to>[^)#\s]+)(?:#[^)]*)?\)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5_000)]
    private static partial Regex Link();
}
