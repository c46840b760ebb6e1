using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Tamma.Catalog;
using Tamma.Catalog.Capabilities;
using Tamma.Catalog.Retention;
using Tamma.Catalog.Fields;
using Tamma.Catalog.Lifecycle;
using Tamma.Catalog.Pricing;
using Tamma.Events;
using Tamma.Filters;
using Tamma.Providers;
using Tamma.Search;
using Tamma.Server.Hosting;
using Tamma.Server.Projections;
using ModelQuery = Tamma.Catalog.ModelQuery;

namespace Tamma.Server.Rest;

internal static partial class ModelEndpoints
{
    private const int LongestText = 256;

    /// <summary>JSON escapes it, so no value holds it.</summary>
    private const string PlaceBar = "\u001f";

    private static readonly (string Name, string Field)[] s_flags =
    [
        ("tool_call", "tool_call"), ("reasoning", "reasoning"), ("structured_output", "structured_output"), ("attachment", "attachment"), ("open_weights", "open_weights"),
    ];

    private static readonly QueryParameters s_list = new(
        new("scope", ParameterKind.Text, "mine (what the configured connections offer; the default) or all."),
        new("filter", ParameterKind.Text, "In the filter language: context>=200k and tool_call and not deprecated. Beside all else that is given."),
        new("provider", ParameterKind.Text, "A provider's id."),
        new("q", ParameterKind.Text, "Words that key or name must hold, each; at most 256 characters."),
        new("tool_call", ParameterKind.Flag, "Calls tools."),
        new("reasoning", ParameterKind.Flag, "Reasons before it answers."),
        new("structured_output", ParameterKind.Flag, "Answers in a given JSON schema."),
        new("attachment", ParameterKind.Flag, "Takes files."),
        new("open_weights", ParameterKind.Flag, "Weights can be downloaded."),
        new("capability", ParameterKind.Words, "Capabilities that it is known to have, for example tool_calling,vision; see GET /api/v1/capabilities."),
        new("input", ParameterKind.Text, "A modality that it takes: text, image, audio, video, pdf."),
        new("output", ParameterKind.Text, "A modality that it gives."),
        new("min_context", ParameterKind.Count, "Tokens of context that it holds at least. An unknown limit does not count."),
        new("max_input_price", ParameterKind.Money, "Dollars for a million input tokens that it costs at most. An unknown price does not count."),
        new("pricing_status", ParameterKind.Text, "known, free, subscription or unknown. An unknown price is not free."),
        new("status", ParameterKind.Text, "alpha, beta, deprecated or active, as the source says."),
        new("stage", ParameterKind.Text, "preview, active, deprecated, retired or gone. Retired and gone ones are mostly removed; a removed model is nobody's, so ask with scope=all."),
        new("availability", ParameterKind.Text, "listed, missing or removed; without it all but removed."),
        new("tag", ParameterKind.Words, "Tags of the operator that it must have, all of them."),
        new("hidden", ParameterKind.Text, "Models that the operator hides: exclude (the default; they are counted), include or only. true is include, false exclude."),
        new("sort", ParameterKind.Text, "key (the default), name or a dotted field; - before it turns the order. Unknown comes last."),
        new("limit", ParameterKind.Count, "Rows on a page, 1 to 1000; 50 when not given."),
        new("cursor", ParameterKind.Text, "Where the page starts: next_cursor of the page before."),
        ModelShape.Include,
        ModelShape.Fields,
        AsOf.Parameter);

    private static async Task<IResult> ListAsync(HttpContext context, CurrentCatalog catalog, ICatalogStore store, IEventLog log, IRetentionStore retention, ProcessMark mark, TimeProvider time)
    {
        var snapshot = catalog.Snapshot;
        var query = new RequestQuery(context, s_list);
        var shape = ModelShape.Read(query, withOffers: false);
        var wanted = ReadQuery(query, snapshot);
        var filter = ReadFilter(query);
        var list = ListOf(context.Request.Query);
        if (query.Text("cursor") is { } cursor)
        {
            if (!PageCursor.TryRead(cursor, list, out var place) || !TryContinue(wanted, place, out wanted))
            {
                return query.Problem ?? PageCursor.Invalid;
            }
        }

        var asOf = await AsOf.ReadAsync(query, store, log, retention, context.RequestAborted);
        if (query.Problem is { } problem)
        {
            return problem;
        }

        var moment = await AsOf.MomentAsync(query, asOf, log, time, context.RequestAborted);
        wanted = wanted with { At = moment.Time };
        if (filter != FilterExpression.Everything)
        {
            var holds = FilterPredicate.Compile(filter, ModelFields.Reader, moment.Day);
            wanted = wanted with { Also = wanted.Also.Add(model => holds(new(model, snapshot, moment.Time)) is FilterTruth.Yes), WithRemoved = ModelFilters.AsksForRemoved(filter) };
        }

        var position = asOf ?? snapshot.Head.Position;
        var tag = ETag.Of(string.Create(CultureInfo.InvariantCulture, $"{mark.Of(snapshot)}|{StaleMark.Of(snapshot)}|{snapshot.Head.LogId}|{position}|{moment.Day:O}|{context.Request.QueryString}"));
        if (ETag.Answer(context, tag))
        {
            return NotModified.Instance;
        }

        var page = asOf is null ? ModelSelection.Select(snapshot, wanted) : await SelectAsOfAsync(store, snapshot, position, wanted, context.RequestAborted);
        return new JsonAnswer(Render(page, shape, snapshot, moment, position, page.Next is null ? null : PageCursor.Write(list, PlaceOf(page.Models[^1], wanted.Sort))), tag);
    }

    private static async Task<ModelPage> SelectAsOfAsync(ICatalogStore store, CatalogSnapshot snapshot, long position, ModelQuery query, CancellationToken cancellationToken)
    {
        // The spelling of the record, because the store compares letter by letter.
        var provider = query.Provider is { } name ? snapshot.Provider(name)?.Provider ?? name : null;
        var rows = await store.ReadAsOfAsync(position, provider, cancellationToken);
        return ModelSelection.Select(rows.Where(row => row.Key is { IsProvider: false, IsCanonical: false }), snapshot.IsMine, query);
    }

    /// <summary>Where a page ended: the value that the list is sorted by, where it has one, and the key.</summary>
    private static string PlaceOf(Model last, Field? sort) =>
        (sort is not null && last.Values.TryGet(sort, out var value) ? FieldReader.ToJson(value).GetRawText() : "") + PlaceBar + last.Key;

    private static bool TryContinue(ModelQuery query, string place, out ModelQuery next)
    {
        next = query;
        var bar = place.IndexOf(PlaceBar, StringComparison.Ordinal);
        if (bar < 0 || !ModelKey.TryParse(place.AsSpan(bar + PlaceBar.Length), out var key))
        {
            return false;
        }

        FieldValue? value = null;
        if (bar > 0 && query.Sort is { } sort)
        {
            try
            {
                using var json = JsonDocument.Parse(place[..bar]);
                value = LeafReader.ReadValue(json.RootElement, sort.Type);
            }
            catch (JsonException)
            {
                return false;
            }
        }

        next = query with { After = key, AfterValue = value };
        return true;
    }

    private static ModelQuery ReadQuery(RequestQuery query, CatalogSnapshot snapshot)
    {
        var models = FieldRegistry.Models;
        var conditions = ImmutableArray.CreateBuilder<FieldCondition>();
        foreach (var (name, field) in s_flags)
        {
            if (query.Flag(name) is { } flag)
            {
                conditions.Add(new FieldCondition.EqualTo(models[field], FieldValue.Flag(flag)));
            }
        }

        Add(query.Text("input"), word => new FieldCondition.Contains(models["modalities.input"], word));
        Add(query.Text("output"), word => new FieldCondition.Contains(models["modalities.output"], word));
        Add(query.Text("status"), word => new FieldCondition.EqualTo(models["status"], FieldValue.Text(word)));
        foreach (var tag in (query.Text("tag") ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            conditions.Add(new FieldCondition.Contains(models["tags"], tag));
        }

        if (query.Number("min_context") is { } context)
        {
            conditions.Add(new FieldCondition.AtLeast(models["limit.context"], context));
        }

        if (query.Number("max_input_price") is { } price)
        {
            conditions.Add(new FieldCondition.AtMost(models["cost.input"], price));
        }

        var sort = query.Text("sort");
        var descending = sort?.StartsWith('-') is true;
        return new()
        {
            Scope = query.OneOf<ModelScope>("scope") ?? ModelScope.Mine,
            Provider = query.Text("provider"),
            Text = [.. (query.Text("q", LongestText) ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)],
            Stage = query.OneOf<LifecycleStage>("stage"),
            Availability = query.OneOf<Availability>("availability"),
            Hidden = ReadHiding(query),
            Conditions = conditions.DrainToImmutable(),
            Also = [.. More(query, snapshot)],
            Sort = SortField(query, sort is null ? null : sort[(descending ? 1 : 0)..]),
            Descending = descending,
            Limit = query.Count("limit", 1, ModelQuery.MostLimit) ?? ModelQuery.DefaultLimit,
        };

        void Add(string? word, Func<string, FieldCondition> condition)
        {
            if (word is not null)
            {
                conditions.Add(condition(word));
            }
        }
    }

    /// <summary>What is asked of more than the row's own values.</summary>
    private static IEnumerable<Func<Model, bool>> More(RequestQuery query, CatalogSnapshot snapshot)
    {
        if (query.OneOf<PricingStatus>("pricing_status") is { } pricing)
        {
            yield return model => PricingRules.Of(model, snapshot) == pricing;
        }

        var registry = CapabilityRegistry.Standard;
        foreach (var word in query.List("capability", word => registry.Find(word) is not null, () => "the capabilities of GET /api/v1/capabilities"))
        {
            if (registry.Find(word) is { } capability)
            {
                yield return model => capability.In(model.Values) is Support.Yes;
            }
        }
    }

    private static FilterExpression ReadFilter(RequestQuery query)
    {
        var parse = FilterParser.Parse(query.Text("filter") ?? "", ModelFields.Vocabulary);
        if (parse.Error is { } error)
        {
            query.Refuse(FilterProblem.Of(error, "filter"));
        }

        return parse.Expression ?? FilterExpression.Everything;
    }

    private static Hiding ReadHiding(RequestQuery query) => query.Text("hidden") switch
    {
        "true" => Hiding.Include,
        "false" => Hiding.Exclude,
        _ => query.OneOf<Hiding>("hidden") ?? Hiding.Exclude,
    };

    private static Field? SortField(RequestQuery query, string? name)
    {
        if (name is null or "key")
        {
            return null;
        }

        if (FieldRegistry.Models.Find(name) is { } field)
        {
            return field;
        }

        var near = Nearest.To(name, FieldRegistry.Models.Fields.Select(known => known.Path));
        query.Refuse("sort", "is neither key nor a dotted field" + (near is null ? "" : $" (did you mean {near}?)"));
        return null;
    }

    /// <summary>What makes this list this list: all parameters but the place and the size of the page.</summary>
    private static string ListOf(IQueryCollection query) =>
        string.Join('&', query.Where(pair => pair.Key is not ("cursor" or "limit")).OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key}={pair.Value}"));

    private static ReadOnlyMemory<byte> Render(ModelPage page, ModelShape shape, CatalogSnapshot snapshot, Moment moment, long position, string? next)
    {
        var buffer = new ArrayBufferWriter<byte>(512 + (page.Models.Length * 1024));
        buffer.Write("{\"data\":["u8);
        for (var i = 0; i < page.Models.Length; i++)
        {
            if (i > 0)
            {
                buffer.Write(","u8);
            }

            if (shape.IsPlain)
            {
                buffer.Write(RenderedModel.Of(page.Models[i], snapshot, moment).Row);
                buffer.Write("}"u8);
            }
            else
            {
                buffer.Write(JsonSerializer.SerializeToUtf8Bytes(shape.Project(page.Models[i], snapshot, moment), WireJson.Context.ModelResponse));
            }
        }

        var end = new StringBuilder("]");
        if (next is not null)
        {
            end.Append(CultureInfo.InvariantCulture, $",\"next_cursor\":\"{next}\"");
        }

        end.Append(CultureInfo.InvariantCulture, $",\"position\":{position}");
        if (page.KnownElsewhere is { } elsewhere)
        {
            end.Append(CultureInfo.InvariantCulture, $",\"known_elsewhere\":{elsewhere}");
        }

        if (page.Hidden > 0)
        {
            end.Append(CultureInfo.InvariantCulture, $",\"hidden\":{page.Hidden}");
        }

        buffer.Write(Encoding.ASCII.GetBytes(end.Append('}').ToString()));
        return buffer.WrittenMemory;
    }
}
