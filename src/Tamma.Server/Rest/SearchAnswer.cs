using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Tamma.Client;
using Tamma.Search;
using Tamma.Search.Analytics;
using Tamma.Search.Facets;
using Tamma.Server.Projections;

namespace Tamma.Server.Rest;

/// <summary>
/// Writes the answer to a search: byte for byte what the serializer makes of a <see cref="Client.SearchResponse"/>, without making one.
/// A model is written as its version's bytes, which are made once; what is small, or seldom asked for, is left to the serializer.
/// </summary>
internal sealed class SearchAnswer : IDisposable
{
    private const int BytesBesideModel = 64;
    private const int BytesBesideRows = 6_144;

    private static readonly JsonWriterOptions s_unchecked = new() { Encoder = WireJson.Encoder, SkipValidation = true };

    private readonly JsonBuffer _json;
    private readonly RenderedRows _rows;
    private readonly SearchRequest _asked;
    private readonly SearchHits _hits;
    private readonly ConstraintTexts _texts = new();
    private Utf8JsonWriter? _serializer;

    private SearchAnswer(JsonBuffer json, RenderedRows rows, SearchRequest asked, SearchHits hits) => (_json, _rows, _asked, _hits) = (json, rows, asked, hits);

    /// <returns>The answer, for the caller to dispose when it is sent.</returns>
    public static JsonBuffer Render(SearchQuestion question, SearchRequest asked, SearchHits hits, SearchIndex index, string? next, ImmutableArray<SynonymUse> synonyms, string? withoutServer, out bool isRelaxed)
    {
        var rows = RenderedRows.Of(index);
        var json = new JsonBuffer(BytesBesideRows + rows.Size(hits.Rows.AsSpan()) + (hits.Rows.Length * BytesBesideModel));
        using var answer = new SearchAnswer(json, rows, asked, hits);
        var relaxed = asked.Skip == 0 ? Relaxation.Of(index, asked, hits) : [];
        isRelaxed = !relaxed.IsEmpty;
        answer.Write(SearchAdvice.Of(question.Request, asked, hits, index.Snapshot), relaxed, next, SearchProjection.Reading(asked, hits, answer._texts, synonyms, withoutServer));
        return json;
    }

    public void Dispose() => _serializer?.Dispose();

    private void Write(string? advice, ImmutableArray<RelaxedQuestion> relaxed, string? next, SearchReadingResponse reading)
    {
        _json.Add("{\"data\":["u8);
        WriteRows();
        _json.Add("],\"total\":"u8);
        _json.Add(_hits.Total);
        _json.Add(",\"read_as\":"u8);
        Serialize(reading, WireJson.Context.SearchReadingResponse);
        if (_hits.Plan is { } plan)
        {
            _json.Add(",\"plan\":"u8);
            Serialize(SearchProjection.Plan(plan), WireJson.Context.SearchPlanResponse);
        }

        WriteLeftOut();
        if (_hits.KnownElsewhere is { } elsewhere)
        {
            _json.Add(",\"known_elsewhere\":"u8);
            _json.Add(elsewhere);
        }

        WriteText(",\"advice\":"u8, advice);
        WriteRelaxed(relaxed);
        WriteFacets();
        WriteText(",\"next_cursor\":"u8, next);
        _json.Add(",\"position\":"u8);
        _json.Add(_hits.Position);
        _json.Add("}"u8);
    }

    private void WriteRows()
    {
        for (var i = 0; i < _hits.Rows.Length; i++)
        {
            var hit = _hits.Rows[i];
            _json.Add(i > 0 ? ",{\"model\":"u8 : "{\"model\":"u8);
            _json.Add(_rows.Row(hit));
            _json.Add("},\"score\":"u8);
            _json.AddRounded(hit.Score);
            WriteMissed(hit);
            if (hit.IsMeant)
            {
                _json.Add(",\"meant\":true"u8);
            }

            if (hit.Explanation is { } explanation)
            {
                _json.Add(",\"explanation\":"u8);
                Serialize(SearchProjection.Explanation(explanation), WireJson.Context.ExplanationResponse);
            }

            if (hit.Group is { } group)
            {
                _json.Add(",\"group\":"u8);
                Serialize(SearchProjection.Group(group), WireJson.Context.ListingGroupResponse);
            }

            _json.Add("}"u8);
        }
    }

    private void WriteMissed(SearchHit hit)
    {
        if (hit.Missed.IsEmpty && hit.MissedWords.IsEmpty)
        {
            return;
        }

        var before = ",\"missed\":["u8;
        foreach (var constraint in hit.Missed)
        {
            _json.Add(before);
            _json.Add(_texts.Of(constraint).Text);
            before = ","u8;
        }

        foreach (var word in hit.MissedWords)
        {
            _json.Add(before);
            _json.Add($"\"{word}\"");
            before = ","u8;
        }

        _json.Add("]"u8);
    }

    private void WriteLeftOut()
    {
        var before = ",\"left_out\":{"u8;
        foreach (var part in _hits.LeftOut)
        {
            _json.Add(before);
            _json.Add(part.Why);
            _json.Add(":"u8);
            _json.Add(part.Count);
            before = ","u8;
        }

        if (!_hits.LeftOut.IsEmpty)
        {
            _json.Add("}"u8);
        }
    }

    private void WriteRelaxed(ImmutableArray<RelaxedQuestion> relaxed)
    {
        if (!relaxed.IsEmpty)
        {
            _json.Add(",\"relaxed\":"u8);
            Serialize([.. relaxed.Select(SearchProjection.Relaxed)], WireJson.Context.IReadOnlyListRelaxedResponse);
        }
    }

    private void WriteFacets()
    {
        if (_asked.Facets.IsEmpty)
        {
            return;
        }

        _json.Add(",\"facets\":["u8);
        var before = "{\"field\":"u8;
        foreach (var facet in _hits.Facets)
        {
            _json.Add(before);
            _json.Add(facet.Field);
            _json.Add(",\"values\":["u8);
            WriteValues(facet);
            _json.Add("],\"unknown\":"u8);
            _json.Add(facet.Unknown);
            if (facet.Others > 0)
            {
                _json.Add(",\"others\":"u8);
                _json.Add(facet.Others);
            }

            _json.Add("}"u8);
            before = ",{\"field\":"u8;
        }

        _json.Add("]"u8);
    }

    private void WriteValues(Facet facet)
    {
        var before = "{\"value\":"u8;
        foreach (var value in facet.Values)
        {
            _json.Add(before);
            _json.Add(value.Value);
            _json.Add(",\"count\":"u8);
            _json.Add(value.Count);
            if (value.From is { } from)
            {
                _json.Add(",\"from\":"u8);
                _json.Add(from);
            }

            if (value.Below is { } below)
            {
                _json.Add(",\"below\":"u8);
                _json.Add(below);
            }

            _json.Add("}"u8);
            before = ",{\"value\":"u8;
        }
    }

    private void WriteText(ReadOnlySpan<byte> member, string? text)
    {
        if (text is not null)
        {
            _json.Add(member);
            _json.Add(text);
        }
    }

    private void Serialize<T>(T value, JsonTypeInfo<T> type)
    {
        if (_serializer is null)
        {
            _serializer = new(_json, s_unchecked);
        }
        else
        {
            _serializer.Reset();
        }

        JsonSerializer.Serialize(_serializer, value, type);
        _serializer.Flush();
    }
}
