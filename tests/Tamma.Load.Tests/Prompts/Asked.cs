using System.Text;
using System.Text.Json;
using Microsoft.ML.Tokenizers;
using Tamma.Client.Benchmarks;
using Tamma.Load.Prompts;
using Tamma.Providers.Chat;

namespace Tamma.Load.Tests.Prompts;

/// <summary>Plans, and what a server would read of their requests.</summary>
internal static class Asked
{
    public static Tokenizer O200k { get; } = TiktokenTokenizer.CreateForEncoding("o200k_base");

    public static Tokenizer Cl100k { get; } = TiktokenTokenizer.CreateForEncoding("cl100k_base");

    public static LoadPlan Plan(LoadWorkload workload, string model = "gpt-4o", int seed = 1) => new()
    {
        Url = new("http://127.0.0.1:1/v1"),
        Model = model,
        Load = new() { Concurrency = 1 },
        Workload = workload,
        Seconds = 10,
        Seed = seed,
    };

    public static Bodies Bodies(LoadWorkload workload, string model = "gpt-4o", int seed = 1, ChatProtocol protocol = ChatProtocol.OpenAi) => new(Plan(workload, model, seed), protocol);

    public static JsonElement Request(Bodies bodies, int index) => JsonElement.Parse(Encoding.UTF8.GetString(bodies.Of(index).Span));

    /// <summary>The first message of a request of chat completions.</summary>
    public static string Prompt(Bodies bodies, int index) => Request(bodies, index).GetProperty("messages")[0].GetProperty("content").GetString()!;
}
