using System.Text.Json;

namespace Tamma.Simulator.Protocols;

/// <summary>Errors in Google's form, with the details from which a client learns how long to wait.</summary>
internal static class GeminiErrors
{
    private const string Types = "type.googleapis.com/google.rpc.";

    public static void Write(Utf8JsonWriter json, Failure failure)
    {
        json.WriteStartObject();
        json.WriteStartObject("error");
        json.WriteNumber("code", failure.Status);
        json.WriteString("message", MessageOf(failure));
        json.WriteString("status", WordOf(failure.Status));
        if (failure.Status == 429)
        {
            json.WriteStartArray("details");
            WriteQuota(json, failure);
            if (!failure.IsQuota)
            {
                json.WriteStartObject();
                json.WriteString("@type", Types + "RetryInfo");
                json.WriteString("retryDelay", $"{failure.RetryAfter ?? "1"}s");
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }
        else if (failure is { Status: 400, Code: "invalid_api_key" })
        {
            json.WriteStartArray("details");
            json.WriteStartObject();
            json.WriteString("@type", Types + "ErrorInfo");
            json.WriteString("reason", "API_KEY_INVALID");
            json.WriteString("domain", "googleapis.com");
            json.WriteEndObject();
            json.WriteEndArray();
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteQuota(Utf8JsonWriter json, Failure failure)
    {
        json.WriteStartObject();
        json.WriteString("@type", Types + "QuotaFailure");
        json.WriteStartArray("violations");
        json.WriteStartObject();
        json.WriteString("quotaMetric", "generativelanguage.googleapis.com/generate_content_free_tier_requests");
        json.WriteString("quotaId", failure.IsQuota ? "GenerateRequestsPerDayPerProjectPerModel-FreeTier" : "GenerateRequestsPerMinutePerProjectPerModel-FreeTier");
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static string MessageOf(Failure failure) => failure switch
    {
        { Status: 401 } => "Request had invalid authentication credentials.",
        { IsQuota: true } => "You exceeded your current quota, please check your plan and billing details. * Quota exceeded for metric: generate_content_free_tier_requests, limit: 0",
        { Status: 429 } => $"You exceeded your current quota. Please retry in {failure.RetryAfter ?? "1"}s.",
        _ => failure.Message,
    };

    private static string WordOf(int status) => status switch
    {
        400 => "INVALID_ARGUMENT",
        401 => "UNAUTHENTICATED",
        403 => "PERMISSION_DENIED",
        404 => "NOT_FOUND",
        429 => "RESOURCE_EXHAUSTED",
        503 => "UNAVAILABLE",
        504 => "DEADLINE_EXCEEDED",
        _ => "INTERNAL",
    };
}
