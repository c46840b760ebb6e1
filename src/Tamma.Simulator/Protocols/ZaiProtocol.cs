using System.Text;
using System.Text.Json;
using Tamma.Simulator.Worlds;

namespace Tamma.Simulator.Protocols;

/// <summary>z.ai: two bases, of which the one for coding lists a part, or no listing at all.</summary>
internal sealed class ZaiProtocol : IProtocol
{
    private const string General = "api/paas/v4/models";
    private const string Coding = "api/coding/paas/v4/models";

    public IReadOnlyList<string> ListPaths => [General, Coding];

    public bool Admits(HttpRequest request, WorldSpec spec) => spec.Key is null || request.Headers.Authorization.ToString() == $"Bearer {spec.Key}";

    public Failure? Objection(Ask ask) =>
        !Admits(ask.Request, ask.Spec) ? Failure.Unauthorised
        : ask.Spec.NoList && ListPaths.Contains(ask.Path, StringComparer.Ordinal) ? Failure.NotFound
        : null;

    /// <summary>The plan for coding has the models that call tools, and of those every second.</summary>
    public IReadOnlyList<WorldModel> Select(Ask ask, IReadOnlyList<WorldModel> models) => ask.Path == General
        ? models
        : [.. models.Where(model => model.ToolCall ?? false).Where((_, number) => number % 2 == 0)];

    public void Write(Utf8JsonWriter json, Listing listing) =>
        json.WriteList(listing.Models, model => json.WriteThin(model, model.Id, Rows.BornAt(model).ToUnixTimeSeconds(), model.OwnedBy ?? "z-ai"));

    public Refusal Refuse(WorldSpec spec, Failure failure) => new(failure.Status, "application/json", Encoding.UTF8.GetString(ListingBodies.Write(json =>
    {
        json.WriteStartObject();
        if (failure is { Status: 404, Code: "not_found" })
        {
            json.WriteNumber("status", 404);
            json.WriteString("error", "Not Found");
            json.WriteString("path", failure.Path ?? "/");
        }
        else
        {
            json.WriteStartObject("error");
            json.WriteString("code", CodeOf(failure));
            json.WriteString("message", MessageOf(failure));
            json.WriteEndObject();
        }

        json.WriteEndObject();
    })));

    private static string CodeOf(Failure failure) => failure switch
    {
        { IsQuota: true } => "1113",
        { Status: 401 } => "1002",
        { Status: 403 } => "1220",
        { Status: 429 } => "1302",
        { Code: "model_not_found" } => "1211",
        { Status: 400 } => "1214",
        _ => "1234",
    };

    private static string MessageOf(Failure failure) => failure switch
    {
        { IsQuota: true } => "Insufficient balance or no resource package. Please recharge.",
        { Status: 401 } => "Authorization Token is invalid, please confirm that the Authorization Token is correctly transmitted.",
        { Status: 429 } => "High concurrency usage of this API, please reduce concurrency or contact customer service to increase limits.",
        { Code: "model_not_found" } => "Unknown Model, please check the model code.",
        _ => failure.Message,
    };
}
