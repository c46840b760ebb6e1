using System.Collections.Immutable;
using Tamma.Catalog;
using Tamma.Events;
using Tamma.Filters;

namespace Tamma.Notifications.Filtering;

/// <summary>
/// Which events somebody wants to be told of. In the language of docs/filters.md over <see cref="EventFields"/>. Immutable and
/// shared; equal texts give equal answers.
/// </summary>
public sealed class EventFilter
{
    /// <summary>Made by us and by the operator: whoever asks for them by name means them, whatever their cause.</summary>
    private static readonly ImmutableArray<string> s_neverOfProviders =
    [
        EventTypes.CatalogSummary, EventTypes.ConnectionAdded, EventTypes.ConnectionChanged, EventTypes.ConnectionRemoved,
        EventTypes.ReviewClosed, EventTypes.OverrideDrifted, EventTypes.BenchmarkCompleted,
        EventTypes.SubscriptionAdded, EventTypes.SubscriptionChanged, EventTypes.SubscriptionRemoved,
    ];

    private volatile Compiled? _compiled;

    private EventFilter(string text, FilterExpression whole, ImmutableArray<string> types, bool isCalm) =>
        (Text, Whole, Types, IsCalm) = (text, whole, types, isCalm);

    /// <summary>
    /// What a reader gets who asks for nothing, as in GET /changes: <see cref="EventTypes.Default"/> of every cause, without what a
    /// <see cref="CatalogSummary"/> tells of.
    /// </summary>
    public static EventFilter Feed { get; } = new("", OneOf(EventFields.Type, EventTypes.Default), [.. EventTypes.Default], isCalm: true);

    /// <summary>Every event of the log.</summary>
    public static EventFilter Everything { get; } = new("", FilterExpression.Everything, [.. EventTypes.All], isCalm: false) { IsEverything = true };

    /// <summary>As it was written. Keep this, not what is printed.</summary>
    public string Text { get; }

    /// <summary>With what is understood: the default types and cause.</summary>
    public FilterExpression Whole { get; }

    /// <summary>No event of another type matches. For the log, which can leave the others out; empty where it is for the filter to say.</summary>
    public ImmutableArray<string> Types { get; }

    /// <summary>Events that a summary tells of are not for it.</summary>
    public bool IsCalm { get; }

    /// <summary>Of types too that this version does not know.</summary>
    private bool IsEverything { get; init; }

    /// <summary>
    /// Reads a filter. Where it does not name <c>type</c>, <see cref="EventTypes.Default"/> are meant; where it does not name
    /// <c>cause</c>, what providers cause, and the summaries of all else.
    /// </summary>
    public static EventFilterParse Parse(string text)
    {
        var parse = FilterParser.Parse(text, EventFields.Vocabulary);
        return parse.Expression is { } expression ? new(new(text, Complete(expression), TypesOf(expression), isCalm: false), null) : new(null, parse.Error);
    }

    /// <summary>Reads a filter that means what it says and no more: no default type and no default cause.</summary>
    public static EventFilterParse ParseExactly(string text)
    {
        var parse = FilterParser.Parse(text, EventFields.Vocabulary);
        return parse.Expression is { } expression ? new(new(text, expression, [.. EventTypes.All], isCalm: false), null) : new(null, parse.Error);
    }

    /// <summary>Whether the event is wanted: unknown is no.</summary>
    public bool Matches(EventRow row)
    {
        if (IsEverything)
        {
            return true;
        }

        var day = DateOnly.FromDateTime(row.Now.UtcDateTime);
        var compiled = _compiled;
        if (compiled?.Day != day)
        {
            _compiled = compiled = new(day, FilterPredicate.Compile(Whole, EventFields.Reader, day));
        }

        return compiled.Holds(row) is FilterTruth.Yes;
    }

    public override string ToString() => Text.Length > 0 ? Text : IsCalm ? "(the default feed)" : "(everything)";

    private static FilterExpression Complete(FilterExpression asked)
    {
        var (namesType, namesCause) = (Names(asked, EventFields.Type), Names(asked, EventFields.Cause));
        var types = namesType ? FilterExpression.Everything : OneOf(EventFields.Type, EventTypes.Default);
        var causes = namesCause ? FilterExpression.Everything : FilterExpression.Any(
            new FilterExpression.Compare(EventFields.Cause, FilterComparison.Equal, new FilterLiteral.Text(EventFields.Name(Cause.Provider))),
            OneOf(EventFields.Type, namesType ? s_neverOfProviders : [EventTypes.CatalogSummary]));
        return FilterExpression.All(types, causes, asked);
    }

    private static bool Names(FilterExpression asked, FilterField field) => asked.Leaves.Any(leaf => leaf.Subject == field);

    /// <summary>What must hold of the type, where that is said plainly.</summary>
    private static ImmutableArray<string> TypesOf(FilterExpression asked)
    {
        if (!Names(asked, EventFields.Type))
        {
            return [.. EventTypes.Default];
        }

        ImmutableArray<FilterExpression> parts = asked is FilterExpression.And { Parts: var all } ? all : [asked];
        return parts.Select(ImmutableArray<string> (part) => part switch
        {
            FilterExpression.Compare { Value: FilterLiteral.Text(var one) } leaf when leaf.Field == EventFields.Type => [one],
            FilterExpression.In list when list.Field == EventFields.Type => [.. list.Values.OfType<FilterLiteral.Text>().Select(value => value.Value)],
            _ => [],
        }).FirstOrDefault(types => !types.IsEmpty, [.. EventTypes.All]);
    }

    private static FilterExpression.In OneOf(FilterField field, IEnumerable<string> texts) =>
        new(field, [.. texts.Select(text => new FilterLiteral.Text(text))]);

    private sealed record Compiled(DateOnly Day, Func<EventRow, FilterTruth> Holds);
}

/// <summary>A filter, or why the text is none: one of the two.</summary>
public sealed record EventFilterParse(EventFilter? Filter, FilterError? Error);
