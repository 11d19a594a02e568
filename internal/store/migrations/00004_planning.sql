-- +goose Up
-- zones is identity, zone_profiles and zone_steps are ledgers.
CREATE TABLE zones (
    id           {{id}},
    code         text          NOT NULL UNIQUE,
    programme_id bigint        NOT NULL REFERENCES programmes (id),
    recorded_at  {{timestamp}} NOT NULL,
    recorded_by  bigint        NOT NULL
);
CREATE INDEX zones_by_programme ON zones (programme_id);
CREATE TABLE zone_profiles (
    id           {{id}},
    zone_id      bigint        NOT NULL REFERENCES zones (id),
    programme_id bigint        NOT NULL,
    name         {{json}}      NOT NULL,
    district     {{json}}      NOT NULL,
    population   integer       NOT NULL CHECK (population >= 0),
    geometry     text          NOT NULL,
    latitude     double precision NOT NULL,
    longitude    double precision NOT NULL,
    recorded_at  {{timestamp}} NOT NULL,
    recorded_by  bigint        NOT NULL
);
CREATE INDEX zone_profiles_by_zone ON zone_profiles (zone_id, recorded_at);
{{append_only "zone_profiles"}}
CREATE TABLE zone_steps (
    id           {{id}},
    zone_id      bigint        NOT NULL REFERENCES zones (id),
    programme_id bigint        NOT NULL,
    state        text          NOT NULL,
    happened_on  {{day}}       NOT NULL,
    note         text          NOT NULL,
    recorded_at  {{timestamp}} NOT NULL,
    recorded_by  bigint        NOT NULL
);
CREATE INDEX zone_steps_by_zone ON zone_steps (zone_id, recorded_at);
{{append_only "zone_steps"}}

-- projects is identity, project_profiles and project_ends are ledgers.
CREATE TABLE projects (
    id           {{id}},
    code         text          NOT NULL UNIQUE,
    programme_id bigint        NOT NULL REFERENCES programmes (id),
    recorded_at  {{timestamp}} NOT NULL,
    recorded_by  bigint        NOT NULL
);
CREATE INDEX projects_by_programme ON projects (programme_id);
CREATE TABLE project_profiles (
    id           {{id}},
    project_id   bigint        NOT NULL REFERENCES projects (id),
    programme_id bigint        NOT NULL,
    name         {{json}}      NOT NULL,
    direction    text          NOT NULL,
    model        text          NOT NULL CHECK (model IN ('ppp', 'service', 'public', 'private')),
    subtype      {{json}}      NOT NULL,
    goals        {{json}}      NOT NULL,
    zones        {{json}}      NOT NULL,
    area         {{json}}      NOT NULL,
    basis        {{json}}      NOT NULL,
    source       text          NOT NULL,
    grade        text          NOT NULL,
    total        bigint        NOT NULL CHECK (total >= 0),
    recorded_at  {{timestamp}} NOT NULL,
    recorded_by  bigint        NOT NULL
);
CREATE INDEX project_profiles_by_project ON project_profiles (project_id, recorded_at);
CREATE INDEX project_profiles_by_programme ON project_profiles (programme_id, recorded_at);
{{append_only "project_profiles"}}
CREATE TABLE project_ends (
    id           {{id}},
    project_id   bigint        NOT NULL UNIQUE REFERENCES projects (id),
    programme_id bigint        NOT NULL,
    kind         text          NOT NULL,
    ended_on     {{day}}       NOT NULL,
    reason       text          NOT NULL,
    document     text          NOT NULL,
    recorded_at  {{timestamp}} NOT NULL,
    recorded_by  bigint        NOT NULL
);
CREATE INDEX project_ends_by_programme ON project_ends (programme_id);
{{append_only "project_ends"}}

-- roadmaps and milestones are identity.
CREATE TABLE roadmaps (
    id           {{id}},
    programme_id bigint        NOT NULL REFERENCES programmes (id),
    year         integer       NOT NULL,
    recorded_at  {{timestamp}} NOT NULL,
    recorded_by  bigint        NOT NULL,
    UNIQUE (programme_id, year)
);
CREATE TABLE milestones (
    id           {{id}},
    programme_id bigint        NOT NULL REFERENCES programmes (id),
    project_id   bigint        NOT NULL REFERENCES projects (id),
    recorded_at  {{timestamp}} NOT NULL,
    recorded_by  bigint        NOT NULL
);
CREATE INDEX milestones_by_project ON milestones (project_id);

-- roadmap_versions and milestone_plans are revision: free while draft, frozen from submission on.
CREATE TABLE roadmap_versions (
    id           {{id}},
    roadmap_id   bigint        NOT NULL REFERENCES roadmaps (id),
    programme_id bigint        NOT NULL,
    number       integer       NOT NULL,
    based_on_id  bigint        NOT NULL DEFAULT 0,
    reason       text          NOT NULL,
    recorded_at  {{timestamp}} NOT NULL,
    recorded_by  bigint        NOT NULL,
    UNIQUE (roadmap_id, number)
);
CREATE TABLE version_steps (
    id           {{id}},
    version_id   bigint        NOT NULL REFERENCES roadmap_versions (id),
    programme_id bigint        NOT NULL,
    state        text          NOT NULL,
    act_number   text          NOT NULL,
    act_date     {{day}},
    signatory    {{json}}      NOT NULL,
    note         text          NOT NULL,
    recorded_at  {{timestamp}} NOT NULL,
    recorded_by  bigint        NOT NULL
);
CREATE INDEX version_steps_by_version ON version_steps (version_id, recorded_at);
{{append_only "version_steps"}}
CREATE TABLE milestone_plans (
    id           {{id}},
    version_id   bigint   NOT NULL REFERENCES roadmap_versions (id),
    milestone_id bigint   NOT NULL REFERENCES milestones (id),
    programme_id bigint   NOT NULL,
    project_id   bigint   NOT NULL,
    position     integer  NOT NULL,
    number       text     NOT NULL,
    title        {{json}} NOT NULL,
    form         text     NOT NULL,
    lead_id      bigint   NOT NULL REFERENCES bodies (id),
    co_ids       {{json}} NOT NULL,
    start        {{day}}  NOT NULL,
    due          text     NOT NULL,
    for_money    boolean  NOT NULL,
    costs        {{json}} NOT NULL,
    weight       integer  NOT NULL CHECK (weight BETWEEN 0 AND 100),
    gate         boolean  NOT NULL,
    zone_id      bigint   NOT NULL DEFAULT 0,
    links        {{json}} NOT NULL,
    note         text     NOT NULL,
    revision     integer  NOT NULL DEFAULT 0,
    UNIQUE (version_id, milestone_id)
);
CREATE INDEX milestone_plans_by_version ON milestone_plans (version_id, position);
CREATE INDEX milestone_plans_by_milestone ON milestone_plans (milestone_id);
{{frozen "milestone_plans"}}

-- +goose Down
DROP TABLE milestone_plans;
DROP TABLE version_steps;
DROP TABLE roadmap_versions;
DROP TABLE milestones;
DROP TABLE roadmaps;
DROP TABLE project_ends;
DROP TABLE project_profiles;
DROP TABLE projects;
DROP TABLE zone_steps;
DROP TABLE zone_profiles;
DROP TABLE zones;
