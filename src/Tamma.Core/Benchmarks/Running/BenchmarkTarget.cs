using System.Collections.Immutable;
using Tamma.Benchmarks.Plans;
using Tamma.Catalog;
using Tamma.Catalog.Pricing;
using Tamma.Providers;
using Tamma.Providers.Chat;
using Tamma.Providers.Http;

namespace Tamma.Benchmarks.Running;

/// <summary>A model of the catalogue, through which connection it is asked, and what that may cost.</summary>
/// <param name="Key">As the catalogue spells it.</param>
internal sealed record BenchmarkTarget(ModelKey Key, ConnectionOptions Connection, Consent Consent)
{
    /// <param name="plan">What is wished for.</param>
    /// <param name="snapshot">The catalogue now.</param>
    /// <param name="find">A connection that is switched on, by id.</param>
    /// <exception cref="BenchmarkRefusedException">It cannot be asked, or nobody consented to pay it.</exception>
    public static BenchmarkTarget Of(BenchmarkPlan plan, CatalogSnapshot snapshot, Func<string, ConnectionOptions?> find)
    {
        var model = snapshot.Find(plan.Model) is { } found && !found.Key.IsProvider ? found
            : throw new BenchmarkRefusedException("model_not_found", $"There is no model '{plan.Model}'. See: tamma search {plan.Model.Id}");
        var offers = model.Offers.Where(offer => offer.MissingSince is null && (plan.Connection is null || offer.Connection == plan.Connection)).OrderBy(offer => offer.Access is Access.Callable ? 0 : 1).ToList();
        var (offer, connection) = offers.Select(candidate => (candidate, find(candidate.Connection))).FirstOrDefault(pair => pair.Item2 is not null);
        if (connection is null)
        {
            throw new BenchmarkRefusedException("not_offered", plan.Connection is { } named
                ? $"{model.Key} is not offered through '{named}', or that is switched off."
                : $"No connection of yours offers {model.Key}, so it cannot be asked. See: tamma show {model.Key}");
        }

        var view = snapshot.Connections.GetValueOrDefault(connection.Id);
        var consent = Consent.Of(plan, model, offer, view is { IsLocal: true } or { Simulated: true }, PricingRules.Of(model, snapshot));
        return consent.Code is { } code ? throw new BenchmarkRefusedException(code, consent.Sentence!) : new(model.Key, connection, consent);
    }

    /// <summary>The connection's key is read now, and held only as long as the run.</summary>
    /// <param name="plan">Of this target.</param>
    /// <param name="offline">Nothing outside this machine is asked.</param>
    /// <exception cref="BenchmarkRefusedException">There is no key where it should be, this kind of server cannot be asked model by model, or not now.</exception>
    public LoadOrder Order(BenchmarkPlan plan, bool offline)
    {
        try
        {
            var route = ProviderTypes.Find(Connection.Type)?.Route(Connection, Key.Id)
                ?? throw new BenchmarkRefusedException("not_talkative", $"'{Connection.Id}' is a {Connection.Type}, which cannot be asked model by model.");
            var headers = ChatRequests.Headers(route.Protocol, route.Dialect).SetItems(route.Access.Headers);
            if (route.Access.Authorization is { } authorization)
            {
                headers = headers.SetItem("Authorization", authorization.ToString());
            }

            var address = route.Address(Key.Id, plan.IsStream);
            Admission.Require(address, offline);
            return new(plan, new(route.Protocol, route.Base, address, Key.Id, headers.ToImmutableDictionary(StringComparer.OrdinalIgnoreCase), route.Dialect), Consent.MostRequests);
        }
        catch (ProviderException ex)
        {
            throw new BenchmarkRefusedException(ex.Fault is ProviderFault.NoCredential ? "no_credential" : "not_reachable", $"{Connection.Id}: {ex.Message}.", ex);
        }
    }
}
