using System.Globalization;
using System.Text.Json;
using Tamma.Simulator.Worlds;

namespace Tamma.Simulator.Protocols;

/// <summary>An OpenAI-compatible server of one of four flavours.</summary>
internal sealed class OpenAiProtocol : IProtocol
{
    public string ListPath => "v1/models";

    public bool Admits(HttpRequest request, WorldSpec spec) =>
        spec.Key is null || request.Headers.Authorization.ToString() == $"Bearer {spec.Key}";

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
        json.WriteNumber("created", listing.Spec.VolatileCreated || flavour == Flavour.Vllm ? listing.Now.ToUnixTimeSeconds() : CreatedOf(model));
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
                break;
        }

        json.WriteExtra(model);
        json.WriteEndObject();
    }

    private static string OwnerOf(WorldModel model, Flavour? flavour) => model.OwnedBy ?? flavour switch
    {
        Flavour.Vllm => "vllm",
        Flavour.LlamaCpp => "llamacpp",
        _ => model.Provider,
    };

    private static long CreatedOf(WorldModel model) =>
        model.Created ?? (DateOnly.TryParseExact(model.ReleaseDate, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var released)
            ? new DateTimeOffset(released, TimeOnly.MinValue, TimeSpan.Zero).ToUnixTimeSeconds()
            : 0);
}
