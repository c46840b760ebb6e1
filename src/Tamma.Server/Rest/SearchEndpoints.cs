using System.Globalization;
using System.Runtime.CompilerServices;
using Tamma.Catalog;
using Tamma.Client;
using Tamma.Search;
using Tamma.Search.Embedding;
using Tamma.Security;
using Tamma.Server.Access;
using Tamma.Server.Hosting;

namespace Tamma.Server.Rest;

/// <summary>Search, asked in an address or in a body; both are one question.</summary>
internal static class SearchEndpoints
{
    /// <summary>Who wants to read what he wrote waits so long for it; then he is answered from what there is, with its position.</summary>
    private static readonly TimeSpan s_longestWait = TimeSpan.FromSeconds(2);

    /// <summary>An index and all that its mark is made of are immutable, so it is made once.</summary>
    private static readonly ConditionalWeakTable<SearchIndex, string> s_marks = [];

    private static readonly QueryParameters s_search = new(
        new("q", ParameterKind.Text, "As people write: names, and plain words such as: cheap vision model with 200k context. At most 400 characters."),
        new("filter", ParameterKind.Text, "In the filter language: context>=200k and tool_call and not deprecated."),
        new("prefer", ParameterKind.Text, "What orders those that satisfy all and excludes none, in the filter language; may be repeated, the first weighs most, and all come before sort. Instead of what most who ask mean.") { IsRepeated = true },
        new("providers", ParameterKind.Words, "Ids of providers, one of which serves it."),
        new("input_modalities", ParameterKind.Words, "Modalities that it takes, all of them."),
        new("output_modalities", ParameterKind.Words, "Modalities that it gives, all of them."),
        new("supported_parameters", ParameterKind.Words, "Parameters and capabilities that it supports, all of them: tools,reasoning,seed."),
        new("context", ParameterKind.Count, "Tokens of context that it holds at least."),
        new("min_price", ParameterKind.Money, "Dollars for a million input tokens that it costs at least."),
        new("max_price", ParameterKind.Money, "Dollars for a million input tokens that it costs at most. What is free costs 0; an unknown price is within no bound."),
        new("scope", ParameterKind.Text, "mine (what the configured connections offer; the default) or all."),
        new("hidden", ParameterKind.Text, "Models that the operator hides: exclude (the default; they are counted), include or only."),
        new("sort", ParameterKind.Text, "A field of the filter language instead of the best first; - before it for the highest first. Unknown comes last."),
        new("facets", ParameterKind.Words, "Fields whose values are counted, at most 16: provider,lab,limit.context."),
        new("limit", ParameterKind.Count, "Rows on a page, 1 to 200; 20 when not given."),
        new("cursor", ParameterKind.Text, "Where the page starts: next_cursor of the page before. All pages are of one position."),
        new("mode", ParameterKind.Text, "hybrid (the default: the words, and what they mean where no model is called so), lexical or semantic."),
        new("collapse", ParameterKind.Text, "canonical: one row for all listings of a model that satisfy the whole question."),
        new("explain", ParameterKind.Flag, "Each row tells what made its rank, and the answer how it was found."),
        new("read_words", ParameterKind.Flag, "false takes every word of q as text."),
        new("at_least", ParameterKind.Count, "Waits, 2 seconds at most, until a commit at this position can be found."));

    private static readonly ProblemKind[] s_problems = [ProblemKind.InvalidFilter, ProblemKind.InvalidCursor, ProblemKind.CursorExpired];

    public static void MapSearch(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapMethods("/search", ApiEndpoints.Reading, GetAsync).Takes(s_search)
            .WithSummary("Models that are meant: by name, plain words, filter and parameters, the best first; with how the question was read.")
            .Answers<SearchResponse>([ProblemKind.UnknownParameter, ProblemKind.InvalidParameter, .. s_problems])
            .Requires(Permission.CatalogRead);
        endpoints.MapPost("/search", PostAsync)
            .WithSummary("The same, asked in a body.")
            .Accepts<ModelSearchRequest>(isOptional: false, "application/json")
            .Answers<SearchResponse>([ProblemKind.InvalidBody, ProblemKind.BodyTooLarge, .. s_problems])
            .Requires(Permission.CatalogRead);
    }

    private static Task<IResult> GetAsync(HttpContext context, CurrentSearch search, CurrentCatalog catalog, SearchListening listening, SearchMeaning embedder, ProcessMark mark, TimeProvider time)
    {
        var query = new RequestQuery(context, s_search);
        var request = new ModelSearchRequest
        {
            Q = query.Text("q"),
            Filter = query.Text("filter"),
            Prefer = query.Has("prefer") ? query.All("prefer") : null,
            Providers = List("providers"),
            InputModalities = List("input_modalities"),
            OutputModalities = List("output_modalities"),
            SupportedParameters = List("supported_parameters"),
            Context = query.Count("context", 0, int.MaxValue),
            MinPrice = query.Number("min_price"),
            MaxPrice = query.Number("max_price"),
            Scope = query.Text("scope"),
            Hidden = query.Text("hidden"),
            Sort = query.Text("sort"),
            Facets = List("facets"),
            Limit = query.Count("limit", 1, SearchRequest.MostLimit),
            Cursor = query.Text("cursor"),
            Mode = query.Text("mode"),
            Collapse = query.Text("collapse"),
            Explain = query.Flag("explain"),
            ReadWords = query.Flag("read_words"),
            AtLeast = query.Count("at_least", 0, int.MaxValue),
        };
        return query.Problem is { } problem
            ? Task.FromResult<IResult>(problem)
            : AnswerAsync(context, new(request, ProblemKind.InvalidParameter), search, catalog, listening, embedder, mark, time);

        IReadOnlyList<string>? List(string name) => query.Has(name) ? query.List(name, static _ => true, static () => "") : null;
    }

    private static async Task<IResult> PostAsync(HttpContext context, CurrentSearch search, CurrentCatalog catalog, SearchListening listening, SearchMeaning embedder, ProcessMark mark, TimeProvider time)
    {
        var (body, problem) = await RequestBody.ReadAsync(context, WireJson.Context.ModelSearchRequest);
        return problem is not null ? problem : await AnswerAsync(context, new(body ?? new(), ProblemKind.InvalidBody), search, catalog, listening, embedder, mark, time);
    }

    private static async Task<IResult> AnswerAsync(HttpContext context, SearchQuestion question, CurrentSearch search, CurrentCatalog catalog, SearchListening listening, SearchMeaning embedder, ProcessMark mark, TimeProvider time)
    {
        if (!question.TryRead(out var asked, out var refusal))
        {
            return refusal;
        }

        if (question.Request.AtLeast is { } position && search.Index.Snapshot.Head.Position < position)
        {
            await WaitAsync(position, search, catalog, time, context.RequestAborted);
        }

        // The words as the operator reads them; only their own vector is waited for, and not for long.
        asked = listening.Synonyms.In(asked, search.Index, out var instead);
        asked = asked with { Meaning = await embedder.MeaningAsync(asked, context.RequestAborted) };
        var without = embedder.Instead(asked.Meaning);
        var index = search.Index;
        var skip = 0;
        if (question.Request.Cursor is { } cursor)
        {
            if (!SearchCursor.TryRead(cursor, question.List, out var place))
            {
                return PageCursor.Invalid;
            }

            if (!search.TryFind(one => MarkOf(one, mark, asked.Meaning) == place.Generation, out var held))
            {
                return ProblemKind.CursorExpired.Because("The catalogue has moved on, and what the page before was read from is no longer kept, or its vectors are others. Search again without a cursor.");
            }

            (index, skip) = (held, Math.Min(place.Skip, held.Models.Length));
        }

        if (HttpMethods.IsPost(context.Request.Method))
        {
            context.Response.Headers.CacheControl = "no-store";
        }
        else if (ETag.Answer(context, ETag.Of($"{MarkOf(index, mark, asked.Meaning)}{listening.Synonyms.Text}{without}{context.Request.QueryString.Value}")))
        {
            // The index of a page that follows is named by its cursor, which stands in the address.
            return NotModified.Instance;
        }

        // A page that follows another is not filled: what fills the first page's rest would come again.
        var start = time.GetTimestamp();
        var hits = Searcher.Search(index, asked with { Skip = skip, Today = index.Day, NearMisses = skip == 0 });
        var took = time.GetElapsedTime(start);
        string? next = null;
        if (skip + hits.Rows.Length is var end && end < hits.Total + hits.Beside)
        {
            search.Hold(index);
            next = SearchCursor.Write(question.List, new(MarkOf(index, mark, asked.Meaning), end));
        }

        var answer = SearchAnswer.Render(question, asked with { Skip = skip, Today = index.Day }, hits, index, next, instead, without, out var isRelaxed);
        if (skip == 0)
        {
            listening.Hear(context.Request, asked, hits, isRelaxed, took);
        }

        return new RentedAnswer(answer);
    }

    /// <summary>Of an index, and of the vectors of an embedding server where they were gone by.</summary>
    private static string MarkOf(SearchIndex index, ProcessMark mark, QueryMeaning? meaning) =>
        meaning is null ? MarkOf(index, mark) : ETag.Of(string.Create(CultureInfo.InvariantCulture, $"{MarkOf(index, mark)}|{meaning.Table.Space}|{meaning.Table.Count}"))[1..^1];

    /// <summary>The same for every index of the same models, on whatever node: this build, position, connections and day.</summary>
    private static string MarkOf(SearchIndex index, ProcessMark mark)
    {
        if (!s_marks.TryGetValue(index, out var known))
        {
            known = ETag.Of(string.Create(CultureInfo.InvariantCulture, $"{mark.Of(index.Snapshot)}|{index.Snapshot.Head.LogId}|{index.Snapshot.Head.Position}|{index.IsSettled}|{index.Day:O}"))[1..^1];
            s_marks.AddOrUpdate(index, known);
        }

        return known;
    }

    private static async Task WaitAsync(long position, CurrentSearch search, CurrentCatalog catalog, TimeProvider time, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(s_longestWait, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            var snapshot = catalog.Snapshot;
            while (snapshot.Head.Position < position)
            {
                snapshot = await catalog.NextAsync(snapshot, either.Token);
            }

            await search.FreshAsync(either.Token);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
        }
    }
}
