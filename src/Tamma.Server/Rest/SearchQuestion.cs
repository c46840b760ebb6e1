using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Tamma.Catalog;
using Tamma.Client;
using Tamma.Filters;
using Tamma.Search;

namespace Tamma.Server.Rest;

/// <summary>A search as it is on the wire → as the index is asked; the first thing that is wrong with it is the answer.</summary>
/// <param name="wrong">What a bad value is, by how it came.</param>
internal sealed class SearchQuestion(ModelSearchRequest request, ProblemKind wrong)
{
    private const int LongestText = 400;
    private const int LongestWord = 128;
    private const int MostWords = 100;
    private const int MostFacets = 16;
    private const int MostWishes = 16;

    private Problem? _problem;
    private string? _list;

    public ModelSearchRequest Request => request;

    /// <summary>What makes this list this list, all but the place and the form of the page, as cursors know it.</summary>
    public string List => _list ??= Mark();

    public bool TryRead([NotNullWhen(true)] out SearchRequest? asked, [NotNullWhen(false)] out Problem? problem)
    {
        if (request.Q?.Length > LongestText)
        {
            Refuse("q", $"is longer than {LongestText} characters");
        }

        asked = new(request.Q ?? "")
        {
            Scope = OneOf<ModelScope>("scope", request.Scope) ?? ModelScope.Mine,
            Hidden = request.Hidden switch
            {
                "true" => Hiding.Include,
                "false" => Hiding.Exclude,
                var word => OneOf<Hiding>("hidden", word) ?? Hiding.Exclude,
            },
            Filter = FilterExpression.All(
                Filter("filter", request.Filter ?? ""),
                ModelFilters.Provider([.. Words("providers", request.Providers)]),
                ModelFilters.Takes(Words("input_modalities", request.InputModalities)),
                ModelFilters.Gives(Words("output_modalities", request.OutputModalities)),
                ModelFilters.Supports(Words("supported_parameters", request.SupportedParameters)),
                request.Context is { } context ? ModelFilters.ContextOf(NotNegative("context", context)) : FilterExpression.Everything,
                ModelFilters.Priced(request.MinPrice is { } least ? NotNegative("min_price", least) : null, request.MaxPrice is { } most ? NotNegative("max_price", most) : null)),
            Prefer = request.Prefer is { } prefer ? Prefer(prefer) : null,
            Sort = request.Sort is { } sort ? ModelFilters.Sort(sort) ?? NoField("sort", sort) : null,
            Facets = Facets(),
            Limit = request.Limit switch
            {
                null => SearchRequest.DefaultLimit,
                >= 1 and <= SearchRequest.MostLimit and var limit => limit,
                _ => Refuse("limit", $"is not a whole number from 1 to {SearchRequest.MostLimit}", 1),
            },
            Mode = OneOf<SearchMode>("mode", request.Mode) ?? SearchMode.Hybrid,
            ReadWords = request.ReadWords ?? true,
            Collapse = request.Collapse switch
            {
                null => false,
                "canonical" => true,
                _ => Refuse("collapse", "is none of canonical", false),
            },
            Explain = request.Explain ?? false,
            CountLeftOut = true,
        };
        problem = _problem;
        return problem is null;
    }

    private string Mark()
    {
        using var json = new JsonBuffer(LongestText * 2);
        using (var writer = new Utf8JsonWriter(json, new() { Encoder = WireJson.Encoder }))
        {
            JsonSerializer.Serialize(
                writer,
                request with { Cursor = null, Limit = null, Facets = null, Explain = null, AtLeast = null },
                WireJson.Context.ModelSearchRequest);
        }

        return PageCursor.MarkOf(json.Written.Span);
    }

    private FilterExpression Filter(string name, string text, int? item = null)
    {
        if (text.Length == 0)
        {
            return FilterExpression.Everything;
        }

        var parse = FilterParser.Parse(text, ModelFields.Vocabulary);
        if (parse.Error is { } error)
        {
            _problem ??= FilterProblem.Of(error, name, item);
        }

        return parse.Expression ?? FilterExpression.Everything;
    }

    /// <summary>A wish that asks nothing is none.</summary>
    private ImmutableArray<FilterExpression> Prefer(IReadOnlyList<string> wishes)
    {
        if (wishes.Count > MostWishes)
        {
            return Refuse("prefer", $"are more than {MostWishes}", ImmutableArray<FilterExpression>.Empty);
        }

        return [.. wishes.Select((wish, item) => Filter("prefer", wish ?? "", item)).Where(wish => wish != FilterExpression.Everything)];
    }

    private ImmutableArray<FilterField> Facets()
    {
        var names = Words("facets", request.Facets);
        if (names.Length > MostFacets)
        {
            Refuse("facets", $"are more than {MostFacets}");
            return [];
        }

        var fields = ImmutableArray.CreateBuilder<FilterField>(names.Length);
        foreach (var name in names)
        {
            if (ModelFields.Vocabulary.Find(name) is not { } field)
            {
                NoField("facets", name);
            }
            else if (!fields.Contains(field))
            {
                fields.Add(field);
            }
        }

        return fields.DrainToImmutable();
    }

    private ImmutableArray<string> Words(string name, IReadOnlyList<string>? given)
    {
        if (given is null or [])
        {
            return [];
        }

        if (given.Count > MostWords)
        {
            return Refuse(name, $"are more than {MostWords}", ImmutableArray<string>.Empty);
        }

        var words = ImmutableArray.CreateBuilder<string>(given.Count);
        foreach (var word in given)
        {
            if (word is not { Length: > 0 and <= LongestWord })
            {
                return Refuse(name, $"hold a word that is empty or longer than {LongestWord} characters", ImmutableArray<string>.Empty);
            }

            words.Add(word.Trim());
        }

        return words.MoveToImmutable();
    }

    private T? OneOf<T>(string name, string? text)
        where T : struct, Enum
    {
        if (text is null)
        {
            return null;
        }

        return Rest.Words.Find<T>(text) ?? Refuse<T?>(name, $"is none of {string.Join(", ", Rest.Words.All<T>())}", null);
    }

    private decimal NotNegative(string name, decimal number) => number >= 0 ? number : Refuse(name, "is below zero", 0m);

    private SearchSort? NoField(string name, string stranger)
    {
        var near = ModelFields.Vocabulary.Near(stranger.TrimStart('-'));
        return Refuse<SearchSort?>(name, $"names '{Shown(stranger)}', which is no field of models{(near is [] ? "; see docs/filters.md" : $" (did you mean {string.Join(" or ", near)}?)")}", null);
    }

    private T Refuse<T>(string name, string why, T instead)
    {
        Refuse(name, why);
        return instead;
    }

    private void Refuse(string name, string why) => _problem ??= wrong.Because($"'{name}' {why}.").With("parameter", name);

    private static string Shown(string text) => text.Length <= 60 ? text : text[..60] + "…";
}
