using System.CommandLine;
using Tamma.Cli.Connecting;
using Tamma.Cli.Terminal;
using Tamma.Client;

namespace Tamma.Cli.Commands;

/// <summary>Searches for models and says first how the question was read.</summary>
internal static class SearchCommand
{
    private const int UsualRows = 20;
    private static readonly Argument<string[]> s_words = FreeWords.Create("words", "A name, or what the model must be, in plain words.");
    private static readonly Option<string?> s_filter = new("--filter", "-f") { Description = "What must hold, in the filter language; docs/filters.md has it.", HelpName = "filter" };
    private static readonly Option<string[]> s_prefer = new("--prefer") { Description = "What should come first, in the filter language; may be repeated, the first weighs most.", HelpName = "filter" };
    private static readonly Option<string?> s_facets = new("--facets") { Description = "Fields whose values are counted, with commas between: provider,lab,context.", HelpName = "fields" };
    private static readonly Option<string?> s_sort = new("--sort") { Description = "A field instead of the best first: cost.input, or -release_date for the newest.", HelpName = "field" };
    private static readonly Option<string?> s_hidden = new("--hidden") { Description = "Models that you hide: exclude (default), include or only.", HelpName = "exclude|include|only" };
    private static readonly Option<bool> s_all = new("--all", "-a") { Description = "All that is known, not only what a connection offers." };
    private static readonly Option<int?> s_limit = new("--limit") { Description = "Rows at most. Default: 20.", HelpName = "n" };
    private static readonly Option<bool> s_ids = new("--ids") { Description = "Only provider/model lines." };
    private static readonly Option<bool> s_collapse = new("--collapse") { Description = "One row for a model, whoever serves it, with how many do and from what price." };
    private static readonly Option<string?> s_mode = new("--mode") { Description = "hybrid (default: the words and what they mean), lexical or semantic.", HelpName = "hybrid|lexical|semantic" };
    private static readonly Option<bool> s_explain = new("--explain") { Description = "Say how it was found, and of each row what made its rank." };

    public static Command Create()
    {
        var verb = new Verb(
            "search",
            "Search for models by name, plain words and a filter; says first how it was read.",
            "tamma search claude opus 4.8",
            "tamma search cheap vision model with at least 200k context",
            "tamma search coder --filter 'open_weights and context>=128k and not deprecated' --all --sort price",
            "tamma search --filter 'tool_call and cost.input<1' --facets provider,lab",
            "tamma search something for RAG over contracts",
            "tamma search like sonnet but open weights --all",
            "tamma search reasoning under '$1' --all --collapse",
            "tamma search coder --prefer 'provider = anthropic' --explain",
            "tamma search antropic sonet --ids | head -1")
        {
            s_words, s_filter, s_prefer, s_facets, s_sort, s_hidden, s_all, s_limit, s_collapse, s_ids, s_mode, s_explain,
        };
        verb.Runs(RunAsync);
        return verb;
    }

    private static async Task<int> RunAsync(Session session, CancellationToken cancellationToken)
    {
        var parsed = session.Parsed;
        var limit = parsed.GetValue(s_limit) ?? UsualRows;
        if (limit <= 0)
        {
            throw new RefusedException("--limit is 1 or more.");
        }

        var request = new ModelSearchRequest
        {
            Q = parsed.GetValue(s_words) is { Length: > 0 } words ? string.Join(' ', words) : null,
            Filter = parsed.GetValue(s_filter),
            Prefer = parsed.GetValue(s_prefer) is { Length: > 0 } prefer ? prefer : null,
            Facets = parsed.GetValue(s_facets)?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries),
            Sort = parsed.GetValue(s_sort),
            Hidden = parsed.GetValue(s_hidden),
            Scope = parsed.GetValue(s_all) ? "all" : null,
            Collapse = parsed.GetValue(s_collapse) ? "canonical" : null,
            Mode = parsed.GetValue(s_mode),
            Explain = parsed.GetValue(s_explain) ? true : null,
        };
        return await FoundModels.PrintAsync(session, request, limit, parsed.GetValue(s_ids), cancellationToken);
    }
}
