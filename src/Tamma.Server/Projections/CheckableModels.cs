using System.Runtime.CompilerServices;
using Tamma.Catalog;
using Tamma.Catalog.Fields;
using Tamma.Client.Checking;

namespace Tamma.Server.Projections;

/// <summary>The names that a check knows, made once for each snapshot and day.</summary>
internal sealed class CheckableModels
{
    private static readonly ConditionalWeakTable<CatalogSnapshot, CheckableModels> s_made = [];
    private static readonly Field s_aliases = FieldRegistry.Models["aliases"];

    private readonly DateOnly _day;
    private readonly KnownModels _models;

    private CheckableModels(CatalogSnapshot snapshot, Moment now)
    {
        _day = now.Day;
        _models = new(snapshot.Models.Select(model => Of(model, snapshot, now)));
    }

    public static KnownModels Of(CatalogSnapshot snapshot, Moment now)
    {
        if (s_made.TryGetValue(snapshot, out var made) && made._day == now.Day)
        {
            return made._models;
        }

        made = new(snapshot, now);
        s_made.AddOrUpdate(snapshot, made);
        return made._models;
    }

    /// <summary>Whether a connection has it, or had it until it was removed.</summary>
    public static bool IsOrWasMine(Model model, CatalogSnapshot snapshot) =>
        snapshot.IsMine(model)
        || (model.Availability is Availability.Removed && model.Origins.Any(origin => snapshot.SourceOf(origin).ConnectionId is { } connection && snapshot.Connections.ContainsKey(connection)));

    private static KnownModel Of(Model model, CatalogSnapshot snapshot, Moment now) => new(model.Key.ToString(), model.Key.Provider, model.Key.Id)
    {
        Aliases = model.Values[s_aliases] is { IsWords: true } aliases ? aliases.AsWords() : [],
        IsMine = IsOrWasMine(model, snapshot),
        Life = LifecycleProjection.Of(model, snapshot, now),
    };
}
