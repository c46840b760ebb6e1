using Tamma.Catalog.Fields;

namespace Tamma.Catalog.Overriding;

/// <summary>
/// Between which numbers a value is believable at all. Wide on purpose: it catches a slipped unit (a price for one token, a context
/// in thousands), not an unusual model.
/// </summary>
public static class PlausibleRange
{
    private const decimal Huge = 1_000_000_000_000_000m;

    public static (decimal Least, decimal Most) Of(Field field) => field switch
    {
        { Path: "cost.discount" } => (0, 1),
        { Path: "temperature_max" or "default.temperature" } => (0, 10),
        { Path: "default.top_p" } => (0, 1),
        { Type: FieldType.Count, Unit: "tokens" } => (1, 1_000_000_000),
        { Type: FieldType.Count } => (1, Huge),
        { Type: FieldType.Money, Unit: "USD per million tokens" } => (0, 10_000),
        { Type: FieldType.Money } => (0, 1_000),
        { Group: FieldGroup.Price } => (0, 1_000_000),
        _ => (0, Huge),
    };
}
