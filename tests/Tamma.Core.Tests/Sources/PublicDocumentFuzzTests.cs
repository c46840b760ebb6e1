using Tamma.Core.Tests.Providers;
using Tamma.Providers;
using Tamma.Sources;
using Xunit;

namespace Tamma.Core.Tests.Sources;

/// <summary>Damaged public documents: each is a listing of what the body names, or a <see cref="ProviderException"/>, and never anything else.</summary>
public sealed class PublicDocumentFuzzTests
{
    private static readonly string s_folder = Path.Combine(Repository(), "fuzz", "corpus", "sources");

    private static readonly string[] s_priceMap =
    [
        """{"sample_spec":{"mode":"x"},"m":{"litellm_provider":"openai","mode":"chat","input_cost_per_token":3e-06,"output_cost_per_token":"1.5e-05","output_cost_per_token_above_200k_tokens":1e-05,"max_tokens":5,"max_input_tokens":"9","max_output_tokens":5,"supports_vision":true,"search_context_cost_per_query":{"search_context_size_low":0.01},"deprecation_date":"2026-10-01","metadata":{},"key":"sk-secret-0001"},"gemini/g":{"litellm_provider":"gemini","tiered_pricing":[{"range":[0,256000.0],"input_cost_per_token":5e-08},{"range":[256000.0,1000000.0],"input_cost_per_token":2.5e-07}]}}""",
        """{"a/m":{"litellm_provider":"a","rpm":1},"m":{"litellm_provider":"a","regional_processing_uplift_multiplier_eu":1.1},"r":{"rules":[]},"é/😀":{"litellm_provider":"b","input_cost_per_token":1e-30,"token":"sk-secret-0001"}}""",
    ];

    private static readonly string[] s_models =
    [
        """{"acme/one":{"id":"acme/one","name":"One","limit":{"context":1000,"output":0},"license":"MIT","links":[{"label":"Card","url":"https://acme.example/one"}],"weights":[],"benchmarks":[{"name":"Aider","score":21.8}],"key":"sk-secret-0001"},"acme/deep/two":{"id":"acme/deep/two"}}""",
        """{"one":{"id":"one"},"é/😀":{"id":"é/😀","cost":{"input":1},"token":"sk-secret-0001","x":{"y":[1,{"z":null}]}}}""",
    ];

    private static readonly string[] s_list =
    [
        """{"data":[{"id":"a/m","context_length":5,"architecture":{"input_modalities":["text","file"]},"pricing":{"prompt":"0.000002","request":"0"},"supported_parameters":["tools"],"token":"sk-secret-0001"},{"id":"b","links":{}}],"links":{"next":null}}""",
    ];

    public static TheoryData<string> Documents { get; } = ["litellm", "models_dev", "models_dev_models", "openrouter"];

    [Fact]
    public Task Damaged_price_maps() => DamagedAnswers.CheckAsync(s_priceMap, (server, body) => server.Answers(body).ListAsync(Of("litellm")));

    [Fact]
    public Task Damaged_canonical_models() => DamagedAnswers.CheckAsync(s_models, (server, body) => server.Answers(body).ListAsync(Of("models_dev_models")));

    [Fact]
    public Task Damaged_public_lists() => DamagedAnswers.CheckAsync(s_list, (server, body) => server.Answers(body).ListAsync(Of("openrouter")), "openrouter");

    [Theory]
    [MemberData(nameof(Documents))]
    public async Task Each_kept_input_is_a_list_of_what_it_names_or_a_fault(string name)
    {
        var files = Directory.EnumerateFiles(s_folder, "*.json").Order(StringComparer.Ordinal).ToList();
        Assert.True(files.Count >= 9, $"{files.Count} inputs are kept.");
        List<string> read = [];
        foreach (var file in files)
        {
            var body = await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken);
            try
            {
                if (await new CannedServer(new() { Attempts = 1, MaxPages = 1 }).Answers(body).ListAsync(Of(name)) is Listing.Complete)
                {
                    read.Add(Path.GetFileName(file));
                }
            }
            catch (ProviderException ex)
            {
                Assert.DoesNotContain("sk-secret", ex.Message, StringComparison.Ordinal);
            }
        }

        // Its own, and never another's: a mirror that serves the wrong document is told at once.
        Assert.Equal([$"{name}-whole.json"], read.Where(file => file.EndsWith("-whole.json", StringComparison.Ordinal)));
    }

    [Theory]
    [MemberData(nameof(Documents))]
    public async Task Each_may_be_a_file_on_a_site_without_a_network(string name)
    {
        var options = Of(name) with { Url = new(Path.Combine(s_folder, $"{name}-whole.json")) };
        var first = Assert.IsType<Listing.Complete>(await new CannedServer(new() { Offline = true }).ListAsync(options));

        Assert.NotEmpty(first.Claims);
        Assert.IsType<Listing.Unchanged>(await new CannedServer(new() { Offline = true }).ListAsync(options, first.State));
        Assert.Equal(ProviderFault.NotFound, (await Assert.ThrowsAsync<ProviderException>(() => new CannedServer(new() { Offline = true }).ListAsync(options with { Url = new(options.Url.LocalPath + ".gone") }))).Fault);
    }

    private static ReferenceSourceOptions Of(string name) => ReferenceSourceOptions.Known.Single(source => source.Id.Name == name) with { Enabled = true, Listings = ListingScope.All };

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
