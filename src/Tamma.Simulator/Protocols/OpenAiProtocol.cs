using System.Text.Json;
using Tamma.Simulator.Worlds;

namespace Tamma.Simulator.Protocols;

/// <summary>An OpenAI-compatible server of one of four flavours.</summary>
internal sealed class OpenAiProtocol : IProtocol
{
    private const string ListPath = "v1/models";

    public IReadOnlyList<string> ListPaths => [ListPath];

    public bool Admits(HttpRequest request, WorldSpec spec) =>
        spec.Key is null || request.Headers.Authorization.ToString() == $"Bearer {spec.Key}";

    public Failure? Objection(Ask ask) => Admits(ask.Request, ask.Spec) || OpenAiBeside.IsOpen(ask) ? null : Failure.Unauthorised;

    public Page? Cut(Ask ask, IReadOnlyList<WorldModel> models) => ask.Spec.PageSize is { } size
        ? Page.After(models, Page.SizeOf(ask.Query("limit"), size, size), ask.Query("after"))
        : Page.Whole(models);

    public Reply? Beside(Ask ask, WorldSnapshot world) => ask.Below(ListPath + "/") is not { } id ? OpenAiBeside.Of(ask, world)
        : world.Models.FirstOrDefault(model => model.Id == id) is { } model ? Reply.Json(json => WriteRow(json, Single(ask, world, model), model))
        : Reply.Of(Refuse(ask.Spec, Failure.NoModel(id)));

    public void Adorn(IHeaderDictionary headers, Ask ask)
    {
        if (ask.Spec.Flavour is null or Flavour.Plain)
        {
            OpenAiHeaders.Add(headers, ask);
        }
    }

    public Refusal Refuse(WorldSpec spec, Failure failure) => OpenAiErrors.Of(failure, spec.Flavour);

    public void Write(Utf8JsonWriter json, Listing listing)
    {
        json.WriteStartObject();
        json.WriteString("object", "list");
        json.WriteStartArray("data");
        foreach (var model in listing.Models)
        {
            WriteRow(json, listing, model);
        }

        json.WriteEndArray();
        if (listing.Spec.PageSize is not null)
        {
            json.WriteString("first_id", listing.Models is [var first, ..] ? first.Id : null);
            json.WriteString("last_id", listing.Models is [.., var last] ? last.Id : null);
            json.WriteBoolean("has_more", listing.HasMore);
        }

        json.WriteEndObject();
    }

    private static void WriteRow(Utf8JsonWriter json, Listing listing, WorldModel model)
    {
        var flavour = listing.Spec.Flavour;
        json.WriteStartObject();
        json.WriteString("id", model.Id);
        json.WriteString("object", "model");
        json.WriteNumber("created", listing.Spec.VolatileCreated || flavour == Flavour.Vllm ? listing.Now.ToUnixTimeSeconds() : Rows.BornAt(model).ToUnixTimeSeconds());
        json.WriteString("owned_by", OwnerOf(model, flavour));
        switch (flavour)
        {
            case Flavour.Vllm:
                OpenAiFlavours.WriteVllm(json, model, listing);
                break;
            case Flavour.LlamaCpp:
                OpenAiFlavours.WriteLlamaCpp(json, model);
                break;
            case Flavour.Gateway:
                OpenAiFlavours.WriteGateway(json, model);
                break;
            default:
                json.WriteOr(model, "shutdown_date", model.RetiresAt is { } day ? $"\"{day}\"" : "null");
                json.WriteExtra(model, "shutdown_date");
                json.WriteEndObject();
                return;
        }

        json.WriteExtra(model);
        json.WriteEndObject();
    }

    private static Listing Single(Ask ask, WorldSnapshot world, WorldModel model) =>
        new() { Ask = ask, World = world, Models = [model], Page = Page.Whole([model]), Dice = Dice.For(ask.Number, model.Id) };

    private static string OwnerOf(WorldModel model, Flavour? flavour) => model.OwnedBy ?? flavour switch
    {
        Flavour.Vllm => "vllm",
        Flavour.LlamaCpp => "llamacpp",
        _ => model.Provider,
    };
}
