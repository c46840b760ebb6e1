using System.Text.Json;
using Tamma.Simulator.Worlds;

namespace Tamma.Simulator.Protocols;

/// <summary>How one kind of server lists its models and says no.</summary>
internal interface IProtocol
{
    /// <summary>The paths of its listings below the world.</summary>
    IReadOnlyList<string> ListPaths { get; }

    /// <summary>The member that holds the rows of the listing at that path.</summary>
    string RowsName(string path) => "data";

    /// <summary>How long to wait stands in the body of a refusal, and in no header.</summary>
    bool SaysDelayInBody => false;

    /// <summary>Whether the request shows the world's key, if it has one.</summary>
    bool Admits(HttpRequest request, WorldSpec spec);

    /// <summary>Why this request gets no answer whatever it asks for; null when it gets one.</summary>
    Failure? Objection(Ask ask) => Admits(ask.Request, ask.Spec) ? null : Failure.Unauthorised;

    /// <summary>The models that the listing is about, in its order.</summary>
    IReadOnlyList<WorldModel> Select(Ask ask, IReadOnlyList<WorldModel> models) => models;

    /// <summary>The page the request asks for; null when it asks for one that cannot be.</summary>
    Page? Cut(Ask ask, IReadOnlyList<WorldModel> models) => Page.Whole(models);

    void Write(Utf8JsonWriter json, Listing listing);

    Refusal Refuse(WorldSpec spec, Failure failure);

    /// <summary>The answer to a path beside the listings, or null for none.</summary>
    Reply? Beside(Ask ask, WorldSnapshot world) => null;

    /// <summary>The answer to something sent by POST, or null for none.</summary>
    Reply? Posted(Ask ask, WorldSnapshot world) => null;

    /// <summary>Adds the headers that every answer of this server has.</summary>
    void Adorn(IHeaderDictionary headers, Ask ask)
    {
    }

    /// <summary>The protocol of that name. Protocols hold nothing, so a new one each time costs nothing.</summary>
    static IProtocol Of(ProtocolName name) => name switch
    {
        ProtocolName.OpenCode => new OpenCodeProtocol(),
        ProtocolName.OpenAi => new OpenAiProtocol(),
        ProtocolName.Anthropic => new AnthropicProtocol(),
        ProtocolName.Gemini => new GeminiProtocol(),
        ProtocolName.Copilot => new CopilotProtocol(),
        ProtocolName.Zen => new ZenProtocol(),
        ProtocolName.Zai => new ZaiProtocol(),
        ProtocolName.Ollama => new OllamaProtocol(),
        ProtocolName.LmStudio => new LmStudioProtocol(),
        ProtocolName.OpenRouter => new OpenRouterProtocol(),
        ProtocolName.LiteLlm => new LiteLlmProtocol(),
        ProtocolName.LiteLlmPrices => new LiteLlmPricesProtocol(),
        ProtocolName.Mistral => new MistralProtocol(),
        _ => new ModelsDevProtocol(),
    };
}
