// One question, whole and streamed, through an OpenAI client.

export async function whole(client, request) {
  const { data, response } = await client.chat.completions.create(request).withResponse();
  const choice = data.choices[0];
  return {
    completion: data,
    text: choice.message.content,
    calls: choice.message.tool_calls ?? [],
    reason: choice.finish_reason,
    usage: data.usage,
    response,
  };
}

export async function streamed(client, request) {
  const { data, response } = await client.chat.completions
    .create({ ...request, stream: true, stream_options: { include_usage: true } })
    .withResponse();
  const answer = { text: '', calls: [], reason: null, usage: null, response };
  for await (const chunk of data) {
    const choice = chunk.choices[0];
    answer.text += choice?.delta?.content ?? '';
    answer.reason = choice?.finish_reason ?? answer.reason;
    answer.usage = chunk.usage ?? answer.usage;
    for (const part of choice?.delta?.tool_calls ?? []) {
      const call = (answer.calls[part.index] ??= { type: 'function', id: part.id, function: { name: '', arguments: '' } });
      call.function.name += part.function?.name ?? '';
      call.function.arguments += part.function?.arguments ?? '';
    }
  }
  return answer;
}

export const BOTH = { unstreamed: whole, streamed };

export const weather = {
  name: 'get_weather',
  description: 'The weather of a town.',
  parameters: { type: 'object', properties: { town: { type: 'string' } }, required: ['town'] },
};

/** A picture of one point. */
export const PICTURE =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
