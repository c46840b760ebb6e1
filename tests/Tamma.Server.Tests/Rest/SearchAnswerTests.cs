using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.DependencyInjection;
using Tamma.Client;
using Tamma.Search;
using Tamma.Server.Rest;
using Tamma.Server.Tests.Running;
using Xunit;

namespace Tamma.Server.Tests.Rest;

/// <summary>The answer is written by hand, so it is held against what the serializer makes of the wire's records.</summary>
public sealed class SearchAnswerTests
{
    /// <summary>Between them they have every member.</summary>
    private static readonly string[] s_questions =
    [
        "", "?limit=1&facets=provider,limit.context,cost.input,release_date,tool_call", "?q=falcon%20with%20tools%20200k&explain=true", "?q=gpt-5&scope=all&collapse=canonical",
        "?filter=tool_call%20and%20cost.input%3C10&facets=lab,family", "?q=heron%20cheapest&scope=all&explain=true&sort=-cost.input", "?q=heron%20nobodyhasthis%20if%20possible%20free",
        "?q=acme%20vision%20mistery%20under%20%241&scope=all", "?providers=nobody", "?q=%22%F0%9F%98%80%20%5C%3Cb%3E%22%20gr%C3%B6%C3%9Fer", "?q=nothingiscalledso", "?scope=all&facets=family",
        "?q=orchestrate&explain=true",
    ];

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_is_byte_for_byte_what_the_serializer_writes()
    {
        await using var server = await StartAsync();
        foreach (var question in s_questions)
        {
            var written = await server.Http.GetStringAsync(new Uri("/api/v1/search" + question, UriKind.Relative), Cancelled);

            Assert.Equal(JsonSerializer.Serialize(JsonSerializer.Deserialize(written, WireJson.Context.SearchResponse)!, WireJson.Context.SearchResponse), written);
        }
    }

    [Fact]
    public async Task No_member_is_forgotten()
    {
        await using var server = await StartAsync();
        HashSet<string> answered = new(StringComparer.Ordinal);
        foreach (var question in s_questions)
        {
            Members(await server.JsonAsync("/api/v1/search" + question), "", answered);
        }

        Assert.Empty(Known(WireJson.Context.SearchResponse, "").Except(answered));
    }

    /// <summary>Of records that are written by hand; the others are the serializer's.</summary>
    private static IEnumerable<string> Known(JsonTypeInfo type, string path) => type.Properties.SelectMany(property => property.PropertyType switch
    {
        var rows when rows == typeof(IReadOnlyList<SearchRowResponse>) => Known(WireJson.Context.SearchRowResponse, $"{path}{property.Name}.").Append(path + property.Name),
        var facets when facets == typeof(IReadOnlyList<FacetResponse>) => Known(WireJson.Context.FacetResponse, $"{path}{property.Name}.").Append(path + property.Name),
        var values when values == typeof(IReadOnlyList<FacetValueResponse>) => Known(WireJson.Context.FacetValueResponse, $"{path}{property.Name}.").Append(path + property.Name),
        _ => [path + property.Name],
    });

    private static void Members(JsonElement answer, string path, HashSet<string> members)
    {
        foreach (var one in answer.ValueKind is JsonValueKind.Array ? answer.EnumerateArray().Where(item => item.ValueKind is JsonValueKind.Object) : [answer])
        {
            foreach (var member in one.EnumerateObject())
            {
                members.Add(path + member.Name);
                if (member.Value.ValueKind is JsonValueKind.Object or JsonValueKind.Array)
                {
                    Members(member.Value, $"{path}{member.Name}.", members);
                }
            }
        }
    }

    private static async Task<RunningServer> StartAsync()
    {
        var server = await RunningServer.StartAsync();
        var acme = server.Stubs.Acme;
        acme.Say(
            acme.Claim("acme/falcon-1", ("name", "Falcon 1"), ("tool_call", true), ("limit.context", 100_000m), ("cost.input", 0.15m), ("cost.output", 2m)),
            acme.Claim("acme/falcon-2", ("name", "Falcon \"2\" größer"), ("family", "Größe \\ 😀"), ("tool_call", true), ("limit.context", 400_000m), ("cost.input", 2m), ("cost.output", 4m)),
            acme.Claim("acme/mystery", ("tool_call", true), ("release_date", "2026-02")));
        var known = server.Stubs.ModelsDev;
        known.Say(
            [.. Enumerable.Range(0, 25).Select(number => known.Claim($"openrouter/lab/heron-{number}", ("family", $"heron-{number}"), ("tool_call", true))),
            known.Claim("openai/gpt-5", ("cost.input", 2m), ("cost.output", 8m)), known.Claim("openrouter/openai/gpt-5", ("cost.input", 1m), ("cost.output", 5m))]);
        await server.DiscoverAsync();
        var search = server.App.Services.GetRequiredService<CurrentSearch>();
        await search.FreshAsync(Cancelled);
        await search.SettleAsync(Cancelled);
        return server;
    }
}
