using System.Globalization;
using Tamma.Catalog;

namespace Tamma.Notifications.Calm;

/// <summary>How many events of a type, in words.</summary>
internal static class EventWords
{
    public static string Of(string type, int count) => type switch
    {
        EventTypes.ModelAdded => Many(count, "new model", "new models"),
        EventTypes.ModelUpdated => Many(count, "edit", "edits"),
        EventTypes.ModelMissing => Many(count, "model not listed any more", "models not listed any more"),
        EventTypes.ModelReturned => Many(count, "model listed again", "models listed again"),
        EventTypes.ModelRemoved => Many(count, "model removed", "models removed"),
        EventTypes.ProviderAdded => Many(count, "new provider", "new providers"),
        EventTypes.ProviderChanged => Many(count, "edit of a provider", "edits of providers"),
        EventTypes.ProviderStatusChanged => Many(count, "connection fares otherwise", "changes of how connections fare"),
        EventTypes.RetirementNear => Many(count, "model retires", "models retire"),
        EventTypes.ReviewOpened => Many(count, "value looks wrong", "reviews of what looks wrong"),
        EventTypes.ReviewClosed => Many(count, "review closed", "reviews closed"),
        EventTypes.BenchmarkCompleted => Many(count, "benchmark ended", "benchmarks ended"),
        EventTypes.CatalogSummary => Many(count, "summary", "summaries"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{count} × {type.Replace('_', ' ')}"),
    };

    public static string Many(int count, string one, string many) => string.Create(CultureInfo.InvariantCulture, $"{count} {(count == 1 ? one : many)}");
}
