using System.Text;
using Tamma.Providers;
using Xunit;

namespace Tamma.Core.Tests.Providers;

/// <summary>
/// Every kept input, given to the reader of every format that is asked over HTTP: seeds of the fuzzers, odd bodies, and those that broke a
/// reader once. What a fuzzer finds is put there and stays.
/// </summary>
public sealed class ListingCorpusTests
{
    private static readonly string s_folder = Path.Combine(Repository(), "fuzz", "corpus", "listings");

    public static TheoryData<string> Types { get; } = [.. ProviderTypes.All.Where(type => type.Name != "zen_mcp").Select(type => type.Name)];

    [Theory]
    [MemberData(nameof(Types))]
    public async Task Each_kept_input_is_a_list_of_what_it_names_or_a_fault(string type)
    {
        var files = Directory.EnumerateFiles(s_folder, "*.json").Order(StringComparer.Ordinal).ToList();
        Assert.True(files.Count > 40, $"{files.Count} inputs are kept.");
        foreach (var file in files)
        {
            var body = await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken);
            var server = new CannedServer(new() { Attempts = 1, MaxPages = 3 }).Times(20, it => it.Answers(body));
            try
            {
                if (await server.ListAsync(Connections.Of(type, "https://api.example.com/v1")) is Listing.Complete listing)
                {
                    RequireNamed(listing, body, $"{type} < {Path.GetFileName(file)}");
                }
            }
            catch (ProviderException ex)
            {
                Assert.DoesNotContain("sk-secret", ex.Message, StringComparison.Ordinal);
            }
        }
    }

    private static void RequireNamed(Listing.Complete listing, byte[] body, string what)
    {
        var text = Encoding.UTF8.GetString(body);
        foreach (var claim in listing.Claims.Where(claim => !claim.Key.IsProvider && !listing.Rules.ContainsKey("curated_list")))
        {
            // As it stands in the text, or as its JSON is written there.
            var id = claim.SourceRef[(claim.SourceRef.IndexOf('/', StringComparison.Ordinal) + 1)..];
            var isThere = text.Contains(id, StringComparison.Ordinal) || text.Contains("\\u", StringComparison.Ordinal);
            Assert.True(isThere, $"{what}: nothing names {claim.Key}.");
        }
    }

    private static string Repository()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Tamma.slnx")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("Not run from inside the repository.");
        }

        return folder;
    }
}
